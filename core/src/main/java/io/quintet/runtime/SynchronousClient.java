package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes calls of requests, with the deadline and trace of the handler they come from, and passes them to the client chain. */
final class SynchronousClient implements OperationClient {
    private final BoundOperation operation;
    private final Invoker chain;
    private final CallHeaders headers;
    private final long timeoutNanos;

    SynchronousClient(BoundOperation operation, Invoker chain, CallHeaders headers, Duration timeout) {
        this.operation = operation;
        this.chain = chain;
        this.headers = headers;
        this.timeoutNanos = timeout.toNanos();
    }

    @Override
    public @Nullable Object invoke(Object request) throws DomainException {
        return chain.invoke(call(request));
    }

    private Call call(Object request) {
        CallContext context = CallContext.current();
        Deadline deadline = Deadline.inNanos(timeoutNanos);
        if (context != null) {
            deadline = deadline.earlier(context.deadline());
        }
        return new Call(operation, request, headers.of(context), deadline);
    }
}
