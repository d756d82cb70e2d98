package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.payload.Payloads;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where requests of this instance wait for replies over one message transport; the reply channel begins with the first request. */
final class ReplyDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyDesk.class);
    private static final int CREDIT = 1024;
    private static final Duration UNPACK_AGAIN = Duration.ofMillis(100);

    private final MessageTransport transport;
    private final Channel channel;
    private final SignedMessages signatures;
    private final Payloads payloads;
    private final Executor executor;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private @Nullable Subscription subscription;
    private boolean closed;

    ReplyDesk(
            MessageTransport transport,
            Channel channel,
            SignedMessages signatures,
            Payloads payloads,
            Executor executor) {
        this.transport = transport;
        this.channel = channel;
        this.signatures = signatures;
        this.payloads = payloads;
        this.executor = executor;
    }

    /** Who waits for the replies to one request. Called on a thread of the transport: must return quickly. */
    interface Waiting {
        void reply(Message reply);

        /** A reply came that can never be read, or not be believed. */
        void unreadable(QuintetException why);

        void abandoned(QuintetException why);
    }

    /** What a request says for its reply to come here; UNAVAILABLE where none could. */
    String address() {
        return Channels.format(channel, open().address());
    }

    private synchronized Subscription open() {
        if (closed) {
            throw QuintetException.refused(Code.UNAVAILABLE, "this instance is closed");
        }
        if (subscription == null) {
            subscription = transport.subscribe(channel, "replies", CREDIT, this::arrive);
        }
        return subscription;
    }

    /** Waits for replies to a request from now on; call it before sending. */
    synchronized void expect(String requestId, Waiting who) {
        open();
        waiting.put(requestId, who); // under the lock, so that close() sees whom to tell
    }

    /** From now on {@code who} does not wait any more; another attempt of the same request, which has its id, may. */
    void forget(String requestId, Waiting who) {
        waiting.remove(requestId, who);
    }

    private void arrive(Delivery delivery) {
        if (signatures.checks() || payloads.packed(delivery.message())) {
            executor.execute(() -> open(delivery)); // takes time, or blocks, which the transport's thread may not
        } else {
            hand(delivery, delivery.message());
        }
    }

    /** A payload that is not to be had now may be in a moment, as long as somebody waits for it. */
    private void open(Delivery delivery) {
        Waiting who = who(delivery);
        if (who == null) {
            delivery.ack();
            return;
        }
        Message reply;
        try {
            signatures.check(delivery.message());
            reply = payloads.unpack(delivery.message());
        } catch (QuintetException e) {
            switch (e.code()) {
                case INVALID_ARGUMENT, DATA_LOSS, UNAUTHENTICATED -> {
                    LOG.error("a reply cannot be read, or not be believed: {}", delivery.message(), e);
                    who.unreadable(e);
                    delivery.ack();
                }
                default -> {
                    LOG.debug("a reply cannot be read now: {}", delivery.message(), e);
                    delivery.retry(UNPACK_AGAIN, e);
                }
            }
            return;
        }
        hand(delivery, reply);
    }

    private @Nullable Waiting who(Delivery delivery) {
        String request = delivery.message().header(HeaderNames.CORRELATION_ID);
        return request == null ? null : waiting.get(request);
    }

    private void hand(Delivery delivery, Message reply) {
        try {
            Waiting who = who(delivery);
            if (who != null) {
                who.reply(reply);
            }
        } catch (RuntimeException e) {
            LOG.error("a reply cannot be read: {}", delivery.message(), e);
        } finally {
            delivery.ack();
        }
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
