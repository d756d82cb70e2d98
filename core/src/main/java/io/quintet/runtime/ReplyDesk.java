package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where requests of this instance wait for replies over one message transport; the reply channel begins with the first request. */
final class ReplyDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyDesk.class);
    private static final int CREDIT = 1024;

    private final MessageTransport transport;
    private final Channel channel;
    private final SignedMessages signatures;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private @Nullable Subscription subscription;
    private boolean closed;

    ReplyDesk(MessageTransport transport, Channel channel, SignedMessages signatures) {
        this.transport = transport;
        this.channel = channel;
        this.signatures = signatures;
    }

    /** Who waits for the replies to one request. Called on a thread of the transport: must return quickly. */
    interface Waiting {
        void reply(Message reply);

        /** A reply came that cannot be believed. */
        void doubted(QuintetException why);

        void abandoned(QuintetException why);
    }

    /** What a request says for its reply to come here. */
    String address() {
        return Channels.format(channel);
    }

    /** Waits for replies to a request from now on; call it before sending. */
    void expect(String requestId, Waiting who) {
        synchronized (this) {
            if (closed) {
                throw QuintetException.refused(Code.UNAVAILABLE, "this instance is closed");
            }
            if (subscription == null) {
                subscription = transport.subscribe(channel, "replies", CREDIT, this::arrive);
            }
            waiting.put(requestId, who); // under the lock, so that close() sees whom to tell
        }
    }

    void forget(String requestId) {
        waiting.remove(requestId);
    }

    private void arrive(Delivery delivery) {
        try {
            String request = delivery.message().header(HeaderNames.CORRELATION_ID);
            Waiting who = request == null ? null : waiting.get(request);
            if (who != null) {
                reply(who, delivery.message());
            }
        } catch (RuntimeException e) {
            LOG.error("a reply cannot be read: {}", delivery.message(), e);
        } finally {
            delivery.ack();
        }
    }

    private void reply(Waiting who, Message reply) {
        try {
            signatures.check(reply);
        } catch (QuintetException e) {
            LOG.error("a reply is not authentic: {}", reply, e);
            who.doubted(e);
            return;
        }
        who.reply(reply);
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (subscription != null) {
                subscription.close();
                transport.remove(channel);
            }
        }
        QuintetException why = QuintetException.concluded(
                Code.CANCELLED, FailureMode.OMISSION, "this instance was closed while waiting for the reply");
        waiting.values().forEach(who -> who.abandoned(why));
        waiting.clear();
    }
}
