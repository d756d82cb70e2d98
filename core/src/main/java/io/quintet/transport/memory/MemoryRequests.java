package io.quintet.transport.memory;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a streaming call as the handler pulls them. One that fails is the caller's own failure: the handler is told that the
 * call is cancelled, as over a wire, and the caller gets what it failed with.
 */
final class MemoryRequests implements Streams.Source {
    private final Streams.Source sent;
    private final Call call;
    private final UnaryOperator<Object> received;
    private volatile @Nullable Throwable failure;

    MemoryRequests(Call call, Stream<?> sent, UnaryOperator<Object> received) {
        this.sent = Streams.source(sent);
        this.call = call;
        this.received = received;
    }

    @Override
    public @Nullable Object next() throws Exception {
        Object request;
        try {
            request = sent.next();
        } catch (Exception | Error e) {
            failure = e;
            throw QuintetException.concluded(
                    Code.CANCELLED,
                    FailureMode.OMISSION,
                    call.operation().model().qualifiedName() + ": the caller broke off its requests");
        }
        return request == null ? null : received.apply(request);
    }

    /** Throws what the caller's stream failed with, if it did. */
    void rethrow() throws DomainException {
        switch (failure) {
            case null -> {}
            case DomainException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e ->
                throw new IllegalStateException(
                        call.operation().model().qualifiedName() + ": the stream of requests failed", e);
        }
    }

    @Override
    public void close() {
        sent.close();
    }
}
