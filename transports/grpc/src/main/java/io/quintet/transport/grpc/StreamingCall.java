package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.contract.Streaming;
import io.quintet.net.BodyReader;
import io.quintet.net.Conversation;
import io.quintet.net.Reply;
import io.quintet.net.ResponseWriter;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Failure;
import io.quintet.spi.RecordCodec;
import io.quintet.spi.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages in, messages out: the handler pulls the requests, the responses are pulled from it, each when there is room for more. */
final class StreamingCall implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingCall.class);

    private final ServedOperation operation;
    private final Terms terms;

    StreamingCall(ServedOperation operation, Terms terms) {
        this.operation = operation;
        this.terms = terms;
    }

    @Override
    public long timeoutNanos() {
        return terms.timeoutNanos();
    }

    @Override
    public void run(BodyReader in, ResponseWriter out) throws Exception {
        out.head(200, head());
        List<String> status;
        try {
            answer(request(new FrameReader(in, terms.mostBytes(), terms.encoding())), out);
            status = Statuses.OK;
        } catch (CallFailure e) {
            status = failed(e.failure());
        } catch (QuintetException e) { // of a request that cannot be read, to a handler that did not translate it
            status = failed(new Failure(e.code(), String.valueOf(e.getMessage()), null, null, e.violations(), false));
        } catch (RuntimeException | Error e) {
            out.end(failed(Failure.of(Code.INTERNAL, "internal error"))); // unless nobody is there
            LOG.error("{} failed", operation.name(), e);
            return;
        }
        out.end(status);
    }

    private List<String> failed(Failure failure) {
        return Statuses.trailers(failure, operation.bound(), terms.mostMetadata());
    }

    private List<String> head() {
        List<String> head = new ArrayList<>(4);
        head.add("content-type");
        head.add(operation.contentType());
        head.addAll(terms.answers().headers());
        return head;
    }

    private Object request(FrameReader messages) throws CallFailure {
        Streaming streaming = operation.bound().model().streaming();
        if (streaming.ofRequests()) {
            return Streams.of(new Requests(operation.bound(), messages));
        }
        try {
            byte[] message = messages.next();
            if (message == null || messages.next() != null) {
                throw QuintetException.invalid(
                        (message == null ? "no message" : "two messages") + " (expected: one)", List.of());
            }
            return operation.bound().requests().decode(message);
        } catch (QuintetException e) {
            throw new CallFailure(
                    new Failure(e.code(), String.valueOf(e.getMessage()), null, null, e.violations(), true));
        }
    }

    private void answer(Object request, ResponseWriter out) throws Exception {
        BoundOperation bound = operation.bound();
        Object response = operation.handler().handle(new Call(bound, request, terms.headers(), terms.deadline()));
        RecordCodec<Object> codec = bound.responses();
        if (response == null || codec == null) {
            throw new IllegalStateException(operation.name() + " returned null (expected: a response)");
        }
        if (!(response instanceof Stream<?> stream)) {
            out.write(terms.answers().frame(encoded(codec, response)));
            return;
        }
        try (stream) {
            Streams.Source records = Streams.source(stream);
            for (Object next = records.next(); next != null; next = records.next()) {
                out.write(terms.answers().frame(encoded(codec, next)));
            }
        }
    }

    /** It is not the request that was wrong where a response cannot be written. */
    private static byte[] encoded(RecordCodec<Object> codec, Object response) {
        try {
            return codec.encode(response);
        } catch (QuintetException e) {
            throw new IllegalStateException("a response that cannot be written: " + e.getMessage(), e);
        }
    }

    /** What the handler pulls. */
    private record Requests(BoundOperation operation, FrameReader messages) implements Streams.Source {
        @Override
        public @Nullable Object next() {
            byte[] message = messages.next();
            return message == null ? null : operation.requests().decode(message);
        }

        @Override
        public void close() {
            // what still comes is dropped when the call is over
        }
    }

    @Override
    public Reply expired() {
        return new Reply(
                200, operation.contentType(), new byte[0], List.of(), failed(operation.late(terms.timeoutNanos())));
    }
}
