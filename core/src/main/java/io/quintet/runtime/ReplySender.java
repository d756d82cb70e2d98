package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends replies to the channels that requests name, for one subscriber group. */
final class ReplySender {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Outgoing outgoing;
    private final Envelope envelope;
    private final String group;

    ReplySender(Outgoing outgoing, Envelope envelope, String group) {
        this.outgoing = outgoing;
        this.envelope = envelope;
        this.group = group;
    }

    void send(BoundOperation operation, Message request, Object response) {
        @Nullable String responder = operation.model().style().oneToMany() ? group : null;
        send(request, envelope.reply(operation, request, response, responder));
    }

    void send(BoundOperation operation, Message request, Failure failure) {
        send(request, envelope.reply(operation, request, failure));
    }

    private void send(Message request, Message reply) {
        String name = request.header(HeaderNames.REPLY_CHANNEL);
        if (name == null) {
            throw QuintetException.invalid(
                    request.header(HeaderNames.TYPE)
                            + ": header replychannel: absent (expected: where to send the reply)",
                    List.of());
        }
        Channel channel = Channels.parse(name);
        outgoing.send(channel, reply, Deadline.in(PATIENCE));
    }
}
