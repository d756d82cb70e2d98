package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.message.Headers;
import io.quintet.resilience.Provenance;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.Observer;
import java.time.Duration;
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
    private final Starter chain;
    private final Duration timeout;
    private final @Nullable Instead instead;
    private final String transport;
    private final Executor executor;
    private final @Nullable Observer observer;

    AsyncMessageClient(
            BoundOperation operation,
            Starter chain,
            Duration timeout,
            @Nullable Instead instead,
            String transport,
            Executor executor,
            @Nullable Observer observer) {
        this.operation = operation;
        this.chain = chain;
        this.timeout = timeout;
        this.instead = instead;
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
        Provenance asking = Provenance.current();
        Call call = new Call(operation, request, Headers.empty(), Deadline.in(timeout));
        CompletableFuture<Object> stage = new CompletableFuture<>();
        chain.start(call)
                .whenComplete((reply, error) -> hop(() -> {
                    Provenance before = Provenance.bind(asking);
                    try {
                        complete(stage, call, reply, error);
                    } finally {
                        Provenance.bind(before);
                    }
                }));
        Observer watcher = observer;
        if (watcher != null) {
            stage.whenComplete((reply, error) ->
                    watcher.completed(operation.model(), transport, System.nanoTime() - start, error));
        }
        return stage;
    }

    private void complete(
            CompletableFuture<Object> stage, Call call, @Nullable Object reply, @Nullable Throwable error) {
        Instead other = instead;
        try {
            if (error == null) {
                if (other != null) {
                    other.keep(call, reply);
                }
                stage.complete(reply);
            } else if (other != null && error instanceof QuintetException failure) {
                stage.complete(other.of(call, failure));
            } else {
                stage.completeExceptionally(error);
            }
        } catch (DomainException | RuntimeException | Error e) {
            // of the fallback, and nobody else would tell the requester
            stage.completeExceptionally(e);
        }
    }
}
