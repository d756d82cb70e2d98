package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Observer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous request/response over messages, for a requester that waits for the stage. Its deadline is the operation's own: the
 * reply may come after the handler that asked has ended.
 */
final class AsyncMessageClient implements OperationClient {
    private final BoundOperation operation;
    private final MessageRequest requests;
    private final String transport;
    private final Executor executor;
    private final @Nullable Observer observer;

    AsyncMessageClient(
            BoundOperation operation,
            MessageRequest requests,
            String transport,
            Executor executor,
            @Nullable Observer observer) {
        this.operation = operation;
        this.requests = requests;
        this.transport = transport;
        this.executor = executor;
        this.observer = observer;
    }

    /** What the requester hangs on the stage must not run on, and may not hold up, the transport's thread or the timer. */
    private void hop(Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException e) {
            completion.run(); // this instance is closed
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the stage is what the requester looks at
    public Object invoke(Object request) {
        long start = System.nanoTime();
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<Object> future =
                requests.start(operation, request, Deadline.in(operation.model().timeout()));
        Observer watcher = observer;
        if (watcher != null) {
            future.whenComplete((reply, error) ->
                    watcher.completed(operation.model(), transport, System.nanoTime() - start, error));
        }
        future.whenComplete((reply, error) -> hop(() -> {
            if (error != null) {
                stage.completeExceptionally(error);
            } else {
                stage.complete(reply);
            }
        }));
        return stage;
    }
}
