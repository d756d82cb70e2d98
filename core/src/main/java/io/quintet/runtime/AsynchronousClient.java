package io.quintet.runtime;

import io.quintet.contract.OperationModel;
import io.quintet.resilience.Provenance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Asynchronous request/response over a call transport: the call runs on a thread of its own, which completes the stage. */
final class AsynchronousClient implements OperationClient {
    private final OperationModel operation;
    private final OperationClient call;
    private final Executor executor;

    AsynchronousClient(OperationModel operation, OperationClient call, Executor executor) {
        this.operation = operation;
        this.call = call;
        this.executor = executor;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the stage is the result
    public Object invoke(Object request) {
        CallContext context = CallContext.current();
        Provenance asking = Provenance.current();
        CompletableFuture<Object> future = new CompletableFuture<>();
        executor.execute(() -> {
            CallContext before = CallContext.bind(context);
            Provenance askedBefore = Provenance.bind(asking);
            try {
                Object response = call.invoke(request);
                if (response == null) {
                    throw new IllegalStateException(operation.qualifiedName() + ": no response");
                }
                future.complete(response);
            } catch (Exception | Error e) {
                future.completeExceptionally(e);
            } finally {
                Provenance.bind(askedBefore);
                CallContext.bind(before);
            }
        });
        return future;
    }
}
