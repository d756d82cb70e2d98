package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.Http;
import io.quintet.Violation;
import io.quintet.message.Message;
import io.quintet.net.Decision;
import io.quintet.net.HttpService;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Codec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The receiving side: from the head of a request to the call, or to the problem. */
final class HttpServerSide implements HttpService {
    private final long maxTimeoutNanos;
    private final @Nullable Cors cors;
    private final PendingCalls pending;
    private final @Nullable ApiDocument document;
    private final EventStreams events;
    private final OwnResources own;
    private final List<Codec> codecs;
    private List<ServedOperation> operations = List.of();
    private volatile Routes routes;

    HttpServerSide(
            Duration maxTimeout,
            @Nullable Cors cors,
            PendingCalls pending,
            @Nullable ApiDocument document,
            EventStreams events,
            List<Codec> codecs) {
        this.maxTimeoutNanos = maxTimeout.toNanos();
        this.cors = cors;
        this.pending = pending;
        this.document = document;
        this.events = events;
        this.own = new OwnResources(pending, document, events);
        this.routes = new Routes(List.of(), own);
        this.codecs = codecs;
    }

    synchronized void add(List<BoundOperation> more, CallHandler handler) {
        List<ServedOperation> all = new ArrayList<>(operations);
        more.forEach(bound -> all.add(ServedOperation.of(bound, handler, codecs)));
        routes = new Routes(all, own);
        operations = all;
        if (document != null) {
            document.operations(all);
        }
    }

    /** Streams the messages of more operations; returns what takes them. */
    synchronized Consumer<Message> expose(List<BoundOperation> more) {
        Consumer<Message> sink = events.add(more, operations);
        if (document != null) {
            document.events(events.operations());
        }
        return sink;
    }

    @Override
    public Decision accept(RequestHead head) {
        Decision answer = own.answer(head);
        Decision decision = answer == null ? route(head) : answer;
        return cors == null ? decision : cors.apply(head, decision);
    }

    @Override
    public boolean open(RequestHead head) {
        return own.answer(head) != null;
    }

    private Decision route(RequestHead head) {
        String method = head.method();
        String target = head.target();
        Routes.Match match = routes.find(method.equals("HEAD") ? "GET" : method, target);
        ServedOperation operation = match.operation();
        return operation == null ? nowhere(method, target, match) : call(head, operation, match.variables());
    }

    private Decision call(RequestHead head, ServedOperation operation, List<String> variables) {
        String target = head.target();
        BoundOperation in = written(head, operation);
        if (in == null) {
            return wrongContentType(head, operation);
        }
        BoundOperation out = operation.formats().acceptable(head);
        if (out == null && operation.bound().responses() != null) {
            return notAcceptable(head, operation);
        }
        boolean safe = operation.bound().model().http().method() == Http.Method.GET;
        if (!safe && head.header("If-Match") != null) {
            // to go on as if the condition held could overwrite what the caller has never seen
            return Problems.of(
                    501, Code.UNIMPLEMENTED, "If-Match: not supported (expected: absent)", true, List.of(), target);
        }
        long timeout = operation.bound().model().timeout().toNanos();
        String asked = head.header(WireHeaders.TIMEOUT);
        if (asked != null) {
            timeout = WireHeaders.timeoutNanos(asked);
            if (timeout < 0) {
                return wrong(
                        400,
                        "header " + WireHeaders.TIMEOUT + ": \"" + asked + "\" (expected: "
                                + WireHeaders.TIMEOUT_EXPECTED + ")",
                        List.of(),
                        target);
            }
        }
        ServerCall call = new ServerCall(
                operation,
                new ServerCall.Asked(
                        in, out == null ? operation.bound() : out, variables, target, had(head, operation)),
                WireHeaders.read(head),
                Math.min(timeout, maxTimeoutNanos));
        return operation.detachable() && UnawaitedCall.preferred(head) ? new UnawaitedCall(call, pending) : call;
    }

    private static String had(RequestHead head, ServedOperation operation) {
        return operation.tagged() && head.header(HttpNames.IF_NONE_MATCH) != null
                ? HttpNames.list(head, HttpNames.IF_NONE_MATCH)
                : "";
    }

    private static Reply nowhere(String method, String target, Routes.Match match) {
        if (target.equals("*") && method.equals("OPTIONS")) {
            return Reply.empty(204).with(HttpNames.ALLOW, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
        }
        if (match.allowed().isEmpty()) {
            return Problems.of(404, Code.UNIMPLEMENTED, "no operation at this path", true, List.of(), target);
        }
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        match.allowed().forEach(allowed -> methods.add(allowed.name()));
        if (match.allowed().contains(Http.Method.GET)) {
            methods.add("HEAD");
        }
        String allowed = String.join(", ", methods);
        Reply reply = method.equals("OPTIONS")
                ? Reply.empty(204)
                : Problems.of(
                        405,
                        Code.UNIMPLEMENTED,
                        "method " + method + " (expected: " + allowed + ")",
                        true,
                        List.of(),
                        target);
        return reply.with(HttpNames.ALLOW, allowed);
    }

    /** The format that a request is written in; null where it is none that is read here. */
    private static @Nullable BoundOperation written(RequestHead head, ServedOperation operation) {
        String contentType = head.header("Content-Type");
        BoundOperation format = contentType == null ? null : operation.formats().ofContentType(contentType);
        if (format != null) {
            return format;
        }
        boolean readable = !operation.readsBody() || (contentType == null && empty(head));
        return readable ? operation.bound() : null; // that a body is missing says more than that its type is
    }

    private static boolean empty(RequestHead head) {
        String length = head.header("Content-Length");
        return length == null ? head.header("Transfer-Encoding") == null : length.equals("0");
    }

    private static Reply wrongContentType(RequestHead head, ServedOperation operation) {
        String contentType = head.header("Content-Type");
        String readable = operation.formats().listed();
        String detail = "content type: " + (contentType == null ? "absent" : "\"" + contentType + "\"") + " (expected: "
                + readable + ")";
        return wrong(415, detail, List.of(new Violation("", detail)), head.target())
                .with(HttpNames.ACCEPT, readable);
    }

    private static Reply notAcceptable(RequestHead head, ServedOperation operation) {
        String detail = "accept: \"" + HttpNames.list(head, HttpNames.ACCEPT) + "\" (expected: "
                + operation.formats().listed() + ")";
        return wrong(406, detail, List.of(new Violation("", detail)), head.target())
                .with(HttpNames.VARY, HttpNames.ACCEPT);
    }

    private static Reply wrong(int status, String detail, List<Violation> violations, String target) {
        return Problems.of(status, Code.INVALID_ARGUMENT, detail, true, violations, target);
    }

    @Override
    public @Nullable Reply whileRefusing(RequestHead head, boolean draining) {
        return OwnResources.health(head, draining) instanceof Reply reply ? reply : null;
    }

    @Override
    public Reply refusal(RequestHead head, int status, String detail, @Nullable Duration retryAfter) {
        Code code = Code.ofHttpStatus(status);
        Reply problem = Problems.of(status, code, detail, status != 500, List.of(), head.target());
        Reply reply = retryAfter == null ? problem : problem.with(HttpNames.RETRY_AFTER, RetryAfter.write(retryAfter));
        return cors != null && cors.apply(head, reply) instanceof Reply seen ? seen : reply;
    }
}
