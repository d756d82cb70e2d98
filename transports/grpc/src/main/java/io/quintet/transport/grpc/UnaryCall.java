package io.quintet.transport.grpc;

import io.quintet.QuintetException;
import io.quintet.net.Reply;
import io.quintet.net.Work;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Failure;
import io.quintet.spi.RecordCodec;
import org.jspecify.annotations.Nullable;

/** One message in, one message out. */
final class UnaryCall implements Work {
    private static final byte[] EMPTY = new byte[0];

    private final ServedOperation operation;
    private final Terms terms;

    UnaryCall(ServedOperation operation, Terms terms) {
        this.operation = operation;
        this.terms = terms;
    }

    @Override
    public long timeoutNanos() {
        return terms.timeoutNanos();
    }

    @Override
    public Reply run(byte[] body) {
        BoundOperation bound = operation.bound();
        Object request;
        try {
            request = bound.requests().decode(Frames.only(body, terms.mostBytes(), terms.encoding()));
        } catch (QuintetException e) {
            return failed(new Failure(e.code(), String.valueOf(e.getMessage()), null, null, e.violations(), true));
        }
        try {
            return success(operation.handler().handle(new Call(bound, request, terms.headers(), terms.deadline())));
        } catch (CallFailure e) {
            return failed(e.failure());
        }
    }

    private Reply failed(Failure failure) {
        return Statuses.reply(failure, operation.bound(), terms.mostMetadata());
    }

    private Reply success(@Nullable Object response) {
        RecordCodec<Object> codec = operation.bound().responses();
        if (codec != null && response == null) {
            throw new IllegalStateException(operation.name() + " returned null (expected: a response)");
        }
        byte[] message = codec == null || response == null ? EMPTY : codec.encode(response);
        Packing packing = terms.answers();
        return new Reply(200, operation.contentType(), packing.frame(message), packing.headers(), Statuses.OK);
    }

    @Override
    public Reply expired() {
        return failed(operation.late(terms.timeoutNanos()));
    }
}
