package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import java.util.concurrent.CompletableFuture;

/** One requester that waits for one reply. */
final class PendingReply implements ReplyDesk.Waiting {
    private final BoundOperation operation;
    private final CompletableFuture<Object> future = new CompletableFuture<>();

    PendingReply(BoundOperation operation) {
        this.operation = operation;
    }

    CompletableFuture<Object> future() {
        return future;
    }

    /** The request was not sent, or it is not known whether it was. */
    void failed(QuintetException why) {
        future.completeExceptionally(why);
    }

    @Override
    public void reply(Message reply) {
        try {
            Exception error = ReplyReader.error(operation, reply);
            if (error != null) {
                future.completeExceptionally(error);
            } else {
                future.complete(ReplyReader.response(operation, reply));
            }
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    @Override
    public void unreadable(QuintetException why) {
        future.completeExceptionally(why);
    }

    @Override
    public void abandoned(QuintetException why) {
        future.completeExceptionally(why);
    }
}
