package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.Violation;
import io.quintet.net.Decision;
import io.quintet.net.HttpService;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The receiving side: from the head of a request to the call, or to the problem. */
final class HttpServerSide implements HttpService {
    private final long maxTimeoutNanos;
    private List<ServedOperation> operations = List.of();
    private volatile Routes routes = new Routes(List.of());

    HttpServerSide(Duration maxTimeout) {
        this.maxTimeoutNanos = maxTimeout.toNanos();
    }

    synchronized void add(List<BoundOperation> more, CallHandler handler) {
        List<ServedOperation> all = new ArrayList<>(operations);
        more.forEach(bound -> all.add(ServedOperation.of(bound, handler)));
        routes = new Routes(all);
        operations = all;
    }

    @Override
    public Decision accept(RequestHead head) {
        String target = head.target();
        Routes.Match match = routes.find(head.method(), target);
        ServedOperation operation = match.operation();
        if (operation == null) {
            return nowhere(head.method(), target, match);
        }
        if (operation.readsBody()) {
            Reply refusal =
                    wrongContentType(head, target, operation.bound().codec().mediaType());
            if (refusal != null) {
                return refusal;
            }
        }
        long timeout = operation.bound().model().timeout().toNanos();
        String asked = head.header(WireHeaders.TIMEOUT);
        if (asked != null) {
            timeout = WireHeaders.timeoutNanos(asked);
            if (timeout < 0) {
                return Problems.of(
                        400,
                        Code.INVALID_ARGUMENT,
                        "header " + WireHeaders.TIMEOUT + ": \"" + asked + "\" (expected: "
                                + WireHeaders.TIMEOUT_EXPECTED + ")",
                        true,
                        List.of(),
                        target);
            }
        }
        return new ServerCall(
                operation, match.variables(), target, WireHeaders.read(head), Math.min(timeout, maxTimeoutNanos));
    }

    private static Reply nowhere(String method, String target, Routes.Match match) {
        if (match.allowed().isEmpty()) {
            return Problems.of(404, Code.UNIMPLEMENTED, "no operation at this path", true, List.of(), target);
        }
        String allowed = match.allowed().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
        return Problems.of(
                        405,
                        Code.UNIMPLEMENTED,
                        "method " + method + " (expected: " + allowed + ")",
                        true,
                        List.of(),
                        target)
                .with("Allow", allowed);
    }

    private static @Nullable Reply wrongContentType(RequestHead head, String target, String mediaType) {
        String contentType = head.header("Content-Type");
        if (contentType == null) {
            String length = head.header("Content-Length");
            boolean empty = length == null ? head.header("Transfer-Encoding") == null : length.equals("0");
            if (empty) {
                return null; // that the body is missing says more than that its type is
            }
        } else if (MediaTypes.matches(contentType, mediaType)) {
            return null;
        }
        String detail = "content type: " + (contentType == null ? "absent" : "\"" + contentType + "\"") + " (expected: "
                + mediaType + ")";
        return Problems.of(415, Code.INVALID_ARGUMENT, detail, true, List.of(new Violation("", detail)), target);
    }

    @Override
    public Reply refusal(RequestHead head, int status, String detail) {
        Code code = Code.ofHttpStatus(status);
        return Problems.of(status, code, detail, status != 500, List.of(), head.target());
    }
}
