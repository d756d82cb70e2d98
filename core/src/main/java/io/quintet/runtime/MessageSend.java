package io.quintet.runtime;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Call;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Notifications and events over messages: done when the transport, or the outbox, has accepted the message. */
final class MessageSend implements Invoker {
    private final Outgoing outgoing;
    private final Channel channel;
    private final Envelope envelope;

    MessageSend(Outgoing outgoing, Channel channel, Envelope envelope) {
        this.outgoing = outgoing;
        this.channel = channel;
        this.envelope = envelope;
    }

    @Override
    public @Nullable Object invoke(Call call) {
        String due = call.headers().get(HeaderNames.NOT_BEFORE);
        Message message = envelope.oneWay(
                call.operation(),
                call.request(),
                Envelope.id(call),
                due == null ? null : Instant.ofEpochMilli(Long.parseLong(due)));
        outgoing.send(channel, message, call.deadline());
        return null;
    }
}
