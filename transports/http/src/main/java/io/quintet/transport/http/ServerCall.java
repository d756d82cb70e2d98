package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.message.Headers;
import io.quintet.net.Reply;
import io.quintet.net.Work;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Failure;
import io.quintet.spi.RecordCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request for an operation. */
final class ServerCall implements Work {
    private final ServedOperation operation;
    private final List<String> variables;
    private final String target;
    private final Headers headers;
    private final long timeoutNanos;
    private final Deadline deadline;

    ServerCall(ServedOperation operation, List<String> variables, String target, Headers headers, long timeoutNanos) {
        this.operation = operation;
        this.variables = variables;
        this.target = target;
        this.headers = headers;
        this.timeoutNanos = timeoutNanos;
        this.deadline = Deadline.inNanos(timeoutNanos);
    }

    @Override
    public long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public Reply run(byte[] body) {
        BoundOperation bound = operation.bound();
        Object request;
        try {
            request = RequestBinding.read(operation, variables, target, body);
        } catch (QuintetException e) {
            List<Violation> violations = e.violations();
            return Problems.of(
                    new Failure(e.code(), String.valueOf(e.getMessage()), null, null, violations, true), bound, target);
        }
        try {
            return success(operation.handler().handle(new Call(bound, request, headers, deadline)));
        } catch (CallFailure e) {
            return Problems.of(e.failure(), bound, target);
        }
    }

    private Reply success(@Nullable Object response) {
        BoundOperation bound = operation.bound();
        RecordCodec<Object> codec = bound.responses();
        if (codec == null) {
            return Reply.empty(204);
        }
        if (response == null) {
            throw new IllegalStateException(operation.name() + " returned null (expected: a response)");
        }
        return Reply.of(bound.model().http().status(), bound.codec().mediaType(), codec.encode(response));
    }

    @Override
    public Reply expired() {
        String detail = operation.name() + ": not done within " + timeoutNanos / 1_000_000 + " ms";
        return Problems.of(Failure.of(Code.DEADLINE_EXCEEDED, detail), operation.bound(), target);
    }
}
