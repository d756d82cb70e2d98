package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request for an operation. */
final class ServerCall implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCall.class);

    private final ServedOperation operation;
    private final Asked asked;
    private final Headers headers;
    private final long timeoutNanos;
    private final Deadline deadline;

    /**
     * What the head of a request asks for.
     *
     * @param in the format of the request
     * @param out the format of the response
     * @param variables the raw values of the path's variables
     * @param target path and query
     * @param ifNoneMatch the tags of responses that the caller has; empty where it has none, or they are of no use
     */
    record Asked(BoundOperation in, BoundOperation out, List<String> variables, String target, String ifNoneMatch) {}

    ServerCall(ServedOperation operation, Asked asked, Headers headers, long timeoutNanos) {
        this.operation = operation;
        this.asked = asked;
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
        Object request;
        try {
            request = request(body);
        } catch (QuintetException e) {
            return unfit(e);
        }
        return handle(request);
    }

    /** The request record; a {@link QuintetException} where something does not fit. */
    Object request(byte[] body) {
        return RequestBinding.read(operation, asked.in().requests(), asked.variables(), asked.target(), body);
    }

    /** What the caller is told of a request that does not fit. */
    Reply unfit(QuintetException e) {
        return problem(new Failure(e.code(), String.valueOf(e.getMessage()), null, null, e.violations(), true));
    }

    private Reply handle(Object request) {
        try {
            return success(operation.handler().handle(new Call(asked.out(), request, headers, deadline)));
        } catch (CallFailure e) {
            return problem(e.failure());
        }
    }

    /** As {@link #run}, where nobody would catch what is thrown. */
    Reply handleSafely(Object request) {
        try {
            return handle(request);
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", operation.name(), e);
            return problem(Failure.of(Code.INTERNAL, "internal error"));
        }
    }

    private Reply success(@Nullable Object response) {
        int status = operation.bound().model().http().status();
        RecordCodec<Object> codec = asked.out().responses();
        if (codec == null) {
            return Reply.empty(status);
        }
        if (response == null) {
            throw new IllegalStateException(operation.name() + " returned null (expected: a response)");
        }
        Reply reply = new Reply(
                status, asked.out().codec().mediaType(), codec.encode(response), operation.headers(), List.of());
        return operation.tagged() ? EntityTag.conditional(reply, asked.ifNoneMatch()) : reply;
    }

    private Reply problem(Failure failure) {
        return Problems.of(failure, asked.out(), asked.target());
    }

    @Override
    public Reply expired() {
        String detail = operation.name() + ": not done within " + timeoutNanos / 1_000_000 + " ms";
        return problem(Failure.of(Code.DEADLINE_EXCEEDED, detail));
    }
}
