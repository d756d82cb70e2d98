package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.InvalidContractException;
import io.quintet.contract.RpcModel;
import io.quintet.contract.Streaming;
import io.quintet.net.Decision;
import io.quintet.net.HttpService;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The receiving side: from the head of a request to the call, or to the status. */
final class GrpcServerSide implements HttpService {
    private final long maxTimeoutNanos;
    private final int mostBytes;
    private final Packing packing;
    private final Health health = new Health();
    private final Described described = new Described();
    private final Map<String, Supplier<Decision>> own = new HashMap<>();
    private volatile Map<String, ServedOperation> operations = Map.of();

    GrpcServerSide(GrpcSettings settings) {
        this.maxTimeoutNanos = settings.maxTimeout().toNanos();
        this.mostBytes = settings.requests().maxBody();
        this.packing = settings.packing();
        HealthCheck check = new HealthCheck(health);
        own.put(HealthCheck.PATH, () -> check);
        own.put(HealthWatch.PATH, () -> new HealthWatch(health, Long.MAX_VALUE));
        described.add(Set.of(Health.SERVICE));
        if (settings.reflection()) {
            described.add(Reflection.SERVICES);
            for (String service : Reflection.SERVICES) {
                own.put("/" + service + Reflection.METHOD, () -> new Reflection(described, maxTimeoutNanos));
            }
        }
    }

    synchronized void add(List<BoundOperation> more, CallHandler handler) {
        Map<String, ServedOperation> all = new HashMap<>(operations);
        for (BoundOperation bound : more) {
            String path = bound.model().rpc().path();
            ServedOperation other = all.put(path, new ServedOperation(bound, handler));
            if (other != null) {
                throw new InvalidContractException(bound.model().qualifiedName() + ": same method as " + other.name()
                        + ": " + path + " (mend: rename one contract or operation)");
            }
        }
        operations = all;
        described.add(more);
        RpcModel rpc = more.getFirst().model().rpc();
        health.serves(Set.of(rpc.qualified(rpc.service())));
    }

    @Override
    public String contentTypes() {
        return ContentTypes.GRPC;
    }

    /** Tells those who watch that nothing more is to be sent here. */
    void stop() {
        health.stop();
    }

    /** Whoever asks how it is gets an answer even then, whatever service it is about: the request was not read. */
    @Override
    public @Nullable Reply whileRefusing(RequestHead head, boolean draining) {
        return head.target().equals(HealthCheck.PATH)
                ? HealthCheck.reply(draining ? Health.NOT_SERVING : Health.SERVING)
                : null;
    }

    @Override
    public Decision accept(RequestHead head) {
        String contentType = head.header("content-type");
        if (contentType == null || !ContentTypes.isGrpc(contentType)) {
            return notGrpc(415, "expected: gRPC, content type application/grpc");
        }
        if (!head.http2()) {
            return notGrpc(505, "HTTP/1.1 (expected: HTTP/2, which gRPC needs)");
        }
        if (!head.method().equals("POST")) {
            return refusal(Code.UNIMPLEMENTED, "method: " + head.method() + " (expected: POST)");
        }
        ServedOperation operation = operations.get(head.target());
        return operation == null ? ownMethod(head) : call(operation, contentType, head);
    }

    @Override
    public boolean open(RequestHead head) {
        return own.containsKey(head.target());
    }

    private static Reply notGrpc(int status, String text) {
        return Reply.of(status, "text/plain", text.getBytes(StandardCharsets.US_ASCII));
    }

    private Decision ownMethod(RequestHead head) {
        Supplier<Decision> method = own.get(head.target());
        return method == null ? refusal(Code.UNIMPLEMENTED, "no operation at " + head.target()) : method.get();
    }

    private Decision call(ServedOperation operation, String contentType, RequestHead head) {
        if (!ContentTypes.fits(contentType, operation.contentType())) {
            return refusal(
                    Code.INVALID_ARGUMENT,
                    "content type: \"" + contentType + "\" (expected: " + operation.contentType() + ")");
        }
        String encoding = head.header(Packing.ENCODING);
        if (!Packing.readable(encoding)) {
            return refusal(
                            Code.UNIMPLEMENTED,
                            Packing.ENCODING + ": \"" + encoding + "\" (expected: one of " + Packing.READABLE + ")")
                    .with(Packing.ACCEPTED, Packing.READABLE);
        }
        long timeout = operation.bound().model().timeout().toNanos();
        String asked = head.header(Metadata.TIMEOUT);
        if (asked != null) {
            timeout = Metadata.timeoutNanos(asked);
            if (timeout < 0) {
                return refusal(
                        Code.INVALID_ARGUMENT,
                        Metadata.TIMEOUT + ": \"" + asked + "\" (expected: " + Metadata.TIMEOUT_EXPECTED + ")");
            }
        }
        if (timeout == 0) {
            return refusal(Code.DEADLINE_EXCEEDED, Metadata.TIMEOUT + ": \"" + asked + "\" (expected: some time)");
        }
        long nanos = Math.min(timeout, maxTimeoutNanos);
        Terms terms = new Terms(
                Metadata.read(head),
                nanos,
                Deadline.inNanos(nanos),
                mostBytes,
                encoding,
                packing.forPeer(head.header(Packing.ACCEPTED)),
                head::maxHeaderListBytes);
        return operation.bound().model().streaming() == Streaming.NONE
                ? new UnaryCall(operation, terms)
                : new StreamingCall(operation, terms);
    }

    private static Reply refusal(Code code, String detail) {
        return Statuses.reply(new Failure(code, detail, null, null, List.of(), true));
    }

    @Override
    public Reply refusal(RequestHead head, int status, String detail, @Nullable Duration retryAfter) {
        return Statuses.reply(
                new Failure(Code.ofHttpStatus(status), detail, null, null, List.of(), status != 500, retryAfter));
    }
}
