package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;

/**
 * An operation as the receiving side needs it on every call.
 *
 * @param bound the operation
 * @param handler handles it
 * @param contentType of requests and responses
 */
record ServedOperation(BoundOperation bound, CallHandler handler, String contentType) {
    ServedOperation(BoundOperation bound, CallHandler handler) {
        this(bound, handler, ContentTypes.of(bound.codec()));
    }

    /** What a caller is told when time is up. */
    Failure late(long timeoutNanos) {
        return Failure.of(Code.DEADLINE_EXCEEDED, name() + ": not done within " + timeoutNanos / 1_000_000 + " ms");
    }

    String name() {
        return bound.model().qualifiedName();
    }
}
