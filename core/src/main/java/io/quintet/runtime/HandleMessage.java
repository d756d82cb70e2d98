package io.quintet.runtime;

import io.quintet.InteractionStyle;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Delivery;
import java.util.List;

/**
 * Consumer chain, last link: reads the request, calls the handler, and sends its response to the channel that the request names;
 * within a transaction the response commits with it.
 */
final class HandleMessage implements Consumption {
    private final HandlerMethod handler;
    private final BoundOperation operation;
    private final ReplySender replies;

    HandleMessage(HandlerMethod handler, BoundOperation operation, ReplySender replies) {
        this.handler = handler;
        this.operation = operation;
        this.replies = replies;
    }

    @Override
    public boolean handle(Delivery delivery) throws Exception {
        Message message = delivery.message();
        Object request = operation.requests().decode(message.payload());
        Object response = handler.handle(handler.batch() ? List.of(request) : request);
        InteractionStyle style = operation.model().style();
        if (response != null) {
            replies.send(operation, message, response);
        } else if (style.responds() && !style.oneToMany()) {
            throw new IllegalStateException(
                    operation.model().qualifiedName() + ": the handler returned null (expected: a response)");
        }
        return true;
    }
}
