package io.quintet.runtime;

import io.quintet.message.Channel;
import io.quintet.payload.Payloads;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the sending sides over messages share: channel names, envelopes, the outbox, and one reply desk per transport. */
final class Messaging implements AutoCloseable {
    private final ServiceContext context;
    private final Channels channels;
    private final SignedMessages signatures;
    private final Envelope envelope;
    private final @Nullable ServiceDatabase database;
    private final Payloads payloads;
    private final Executor executor;
    private final Map<String, ReplyDesk> desks = new ConcurrentHashMap<>();

    Messaging(
            ServiceContext context,
            Channels channels,
            SignedMessages signatures,
            @Nullable ServiceDatabase database,
            Payloads payloads,
            Executor executor) {
        this.context = context;
        this.channels = channels;
        this.signatures = signatures;
        this.envelope = new Envelope(context.service(), context.clock());
        this.database = database;
        this.payloads = payloads;
        this.executor = executor;
    }

    /** The name of the service that sends. */
    String service() {
        return context.service();
    }

    Channels channels() {
        return channels;
    }

    Envelope envelope() {
        return envelope;
    }

    Outgoing outgoing(MessageTransport transport) {
        return new Outgoing(transport, database, payloads.over(transport), signatures);
    }

    ReplyDesk desk(MessageTransport transport) {
        return desks.computeIfAbsent(
                transport.name(),
                name -> new ReplyDesk(
                        transport,
                        Channels.awaitedReplies(context.service(), context.instance()),
                        signatures,
                        payloads,
                        executor));
    }

    MessageRequest requests(MessageTransport transport, Channel channel) {
        return new MessageRequest(outgoing(transport), channel, desk(transport), envelope, context.scheduler());
    }

    @Override
    public void close() {
        desks.values().forEach(ReplyDesk::close);
    }
}
