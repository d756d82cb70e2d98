package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Observer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous request/response over messages, for a requester that waits for the stage. Its deadline is the operation's own: the
 * reply may come after the handler that asked has ended.
 */
final class AsyncMessageClient implements OperationClient {
    private final BoundOperation operation;
    private final MessageRequest requests;
    private final String transport;
    private final @Nullable Observer observer;

    AsyncMessageClient(
            BoundOperation operation, MessageRequest requests, String transport, @Nullable Observer observer) {
        this.operation = operation;
        this.requests = requests;
        this.transport = transport;
        this.observer = observer;
    }

    @Override
    public Object invoke(Object request) {
        long start = System.nanoTime();
        CompletableFuture<Object> future =
                requests.start(operation, request, Deadline.in(operation.model().timeout()));
        Observer watcher = observer;
        if (watcher != null) {
            future.whenComplete((reply, error) ->
                    watcher.completed(operation.model(), transport, System.nanoTime() - start, error));
        }
        return future;
    }
}
