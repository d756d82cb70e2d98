package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.contract.HttpModel;
import io.quintet.net.Decision;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The resources of the transport itself, on paths that no contract can have. */
final class OwnResources {
    /** Answers as long as the process serves at all, also while it drains or has too much to do: else it would be restarted. */
    static final String LIVE = "/health/live";

    /** Answers 503 while the instance drains, so that nobody is sent here any more. */
    static final String READY = "/health/ready";

    private static final String HEALTH = "/health/";
    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private final PendingCalls pending;
    private final @Nullable ApiDocument document;
    private final EventStreams events;

    /** With the document about all that is served, or null where it is nobody's business. */
    OwnResources(PendingCalls pending, @Nullable ApiDocument document, EventStreams events) {
        this.pending = pending;
        this.document = document;
        this.events = events;
    }

    /** The reserved path that a route would take, or null. */
    @Nullable
    String taken(HttpModel http) {
        if (!(http.path().getFirst() instanceof HttpModel.Segment.Literal first)) {
            return null;
        }
        if (PendingCalls.PATH.equals("/" + first.text() + "/")) {
            return PendingCalls.PATH + "*";
        }
        String path = EventStreams.path(http);
        boolean taken = LIVE.equals(path) || READY.equals(path) || (document != null && ApiDocument.PATH.equals(path));
        return taken ? path : events.taken(http);
    }

    /** The answer where the target is one of these, else null. */
    @Nullable
    Decision answer(RequestHead head) {
        String target = head.target();
        if (target.startsWith(PendingCalls.PATH)) {
            return only(head, pending.answer(path(target)));
        }
        if (document != null
                && target.startsWith(ApiDocument.PATH)
                && path(target).equals(ApiDocument.PATH)) {
            return only(head, document.asked(HttpNames.list(head, HttpNames.IF_NONE_MATCH)));
        }
        Decision stream = events.none() ? null : events.answer(head, path(target));
        return stream == null ? health(head, false) : only(head, stream);
    }

    /** The answer where the target is about health, else null. */
    static @Nullable Decision health(RequestHead head, boolean draining) {
        String target = head.target();
        if (!target.startsWith(HEALTH)) {
            return null;
        }
        return switch (path(target)) {
            case LIVE -> only(head, status(200, "live"));
            case READY -> only(head, draining ? status(503, "draining") : status(200, "ready"));
            default -> null; // a contract may have further paths there
        };
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    private static Reply status(int status, String word) {
        byte[] body = ("{\"status\":\"" + word + "\"}").getBytes(StandardCharsets.UTF_8);
        return Reply.of(status, "application/json", body).with(HttpNames.CACHE_CONTROL, "no-store");
    }

    private static Decision only(RequestHead head, Decision answer) {
        return switch (head.method()) {
            case "GET", "HEAD" -> answer;
            case "OPTIONS" -> Reply.empty(204).with(HttpNames.ALLOW, ALLOWED);
            default ->
                Problems.of(
                                405,
                                Code.UNIMPLEMENTED,
                                "method " + head.method() + " (expected: " + ALLOWED + ")",
                                true,
                                List.of(),
                                head.target())
                        .with(HttpNames.ALLOW, ALLOWED);
        };
    }
}
