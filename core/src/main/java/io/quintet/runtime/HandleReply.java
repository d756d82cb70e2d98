package io.quintet.runtime;

import io.quintet.Reply;
import io.quintet.ReplyHandler;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Delivery;
import io.quintet.spi.Observer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Consumer chain, last link for replies: gives a reply to its durable handler. */
final class HandleReply implements Consumption {
    private final BoundOperation operation;
    private final ReplyHandler<Object> handler;
    private final String transport;
    private final Clock clock;
    private final @Nullable Observer observer;

    HandleReply(
            BoundOperation operation,
            ReplyHandler<Object> handler,
            String transport,
            Clock clock,
            @Nullable Observer observer) {
        this.operation = operation;
        this.handler = handler;
        this.transport = transport;
        this.clock = clock;
        this.observer = observer;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        Message message = delivery.message();
        String given = message.header(HeaderNames.CORRELATION_DATA);
        String correlation = given == null ? "" : given;
        Exception error = ReplyReader.error(operation, message);
        handler.handle(
                error != null
                        ? new Reply.Failure<>(error, correlation)
                        : new Reply.Success<>(ReplyReader.response(operation, message), correlation));
        if (observer != null) {
            observer.completed(
                    operation.model(),
                    transport,
                    ObservedMessage.since(message.header(HeaderNames.REQUEST_TIME), clock),
                    error);
        }
        return true;
    }
}
