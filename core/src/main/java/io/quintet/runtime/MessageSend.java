package io.quintet.runtime;

import io.quintet.message.Channel;
import io.quintet.spi.Call;
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
        outgoing.send(channel, envelope.oneWay(call.operation(), call.request()), call.deadline());
        return null;
    }
}
