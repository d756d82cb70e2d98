package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.config.Settings;
import io.quintet.net.BodyReader;
import io.quintet.net.Conversation;
import io.quintet.net.Decision;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.net.ResponseWriter;
import io.quintet.net.Work;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets scripts of pages from elsewhere call, where their origin is listed.
 *
 * @param origins whose scripts may call, such as {@code https://shop.example}
 * @param any whether those of all origins may
 * @param credentials whether they may send cookies and the like; never together with {@code any}
 * @param maxAge how long a browser may remember what it was allowed
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, the CORS protocol</a>
 */
record Cors(Set<String> origins, boolean any, boolean credentials, Duration maxAge) {
    private static final String ALLOWED_HEADERS =
            "Accept, Authorization, Baggage, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, Prefer,"
                    + " Quintet-Timeout, Traceparent, Tracestate";
    private static final String EXPOSED_HEADERS = "ETag, Location, Preference-Applied, Retry-After";
    private static final String ASKED_METHOD = "Access-Control-Request-Method";

    /** From the section {@code cors}; null where no origins are set. */
    static @Nullable Cors read(Settings section) {
        boolean credentials = section.flag("credentials", false);
        Duration maxAge = section.duration("max-age", Duration.ofMinutes(10));
        String list = section.text("origins", "");
        if (list.isBlank()) {
            return null;
        }
        Set<String> origins = new LinkedHashSet<>();
        for (String origin : list.split(",", -1)) {
            String trimmed = origin.strip();
            if (!trimmed.equals("*") && !isOrigin(trimmed)) {
                throw section.wrong(
                        "origins", "origins as browsers send them, such as https://shop.example, with commas between");
            }
            origins.add(trimmed);
        }
        boolean any = origins.contains("*");
        if (any && credentials) {
            throw section.wrong(
                    "credentials", "false where origins has *, for then every page could act as whoever looks at it");
        }
        return new Cors(origins, any, credentials, maxAge);
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getHost() != null && text.equals(uri.getScheme() + "://" + uri.getHost() + port);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What becomes of a request, seen by a browser. */
    Decision apply(RequestHead head, Decision decision) {
        String origin = head.header("Origin");
        boolean preflight = origin != null && head.method().equals("OPTIONS") && head.header(ASKED_METHOD) != null;
        if (preflight && !allows(origin)) {
            return Problems.of(
                    403,
                    Code.PERMISSION_DENIED,
                    "origin not allowed (see http.cors.origins)",
                    true,
                    List.of(),
                    head.target());
        }
        List<String> headers = headers(origin);
        return switch (decision) {
            case Reply reply when preflight -> reply.with(preflight(reply)).with(headers.toArray(String[]::new));
            case Reply reply -> reply.with(headers.toArray(String[]::new));
            case Work work -> new FromElsewhere(work, headers.toArray(String[]::new));
            case Conversation conversation -> new StreamFromElsewhere(conversation, headers);
        };
    }

    private boolean allows(@Nullable String origin) {
        return origin != null && (any || origins.contains(origin));
    }

    private List<String> headers(@Nullable String origin) {
        List<String> headers = new ArrayList<>(8);
        if (!any) {
            headers.addAll(List.of(HttpNames.VARY, "Origin"));
        }
        if (allows(origin)) {
            headers.addAll(List.of(
                    "Access-Control-Allow-Origin",
                    any ? "*" : String.valueOf(origin),
                    "Access-Control-Expose-Headers",
                    EXPOSED_HEADERS));
            if (credentials) {
                headers.addAll(List.of("Access-Control-Allow-Credentials", "true"));
            }
        }
        return headers;
    }

    private String[] preflight(Reply reply) {
        String methods = reply.header(HttpNames.ALLOW);
        return new String[] {
            "Access-Control-Allow-Methods",
            methods == null ? "" : methods,
            "Access-Control-Allow-Headers",
            ALLOWED_HEADERS,
            "Access-Control-Max-Age",
            Long.toString(maxAge.toSeconds())
        };
    }

    /** Work whose replies a browser may show to the script that asked. */
    @SuppressWarnings("ArrayRecordComponent") // made here, read here
    private record FromElsewhere(Work work, String[] headers) implements Work {
        @Override
        public long timeoutNanos() {
            return work.timeoutNanos();
        }

        @Override
        public Reply run(byte[] body) throws Exception {
            return work.run(body).with(headers);
        }

        @Override
        public Reply expired() {
            return work.expired().with(headers);
        }
    }

    /** A stream that a browser may show to the script that asked. */
    private record StreamFromElsewhere(Conversation conversation, List<String> headers) implements Conversation {
        @Override
        public long timeoutNanos() {
            return conversation.timeoutNanos();
        }

        @Override
        public void run(BodyReader in, ResponseWriter out) throws Exception {
            conversation.run(in, new WithHeaders(out, headers));
        }

        @Override
        public Reply expired() {
            return conversation.expired().with(headers.toArray(String[]::new));
        }
    }

    private record WithHeaders(ResponseWriter out, List<String> more) implements ResponseWriter {
        @Override
        public void head(int status, List<String> headers) {
            List<String> all = new ArrayList<>(headers);
            all.addAll(more);
            out.head(status, all);
        }

        @Override
        public void write(byte[] piece) {
            out.write(piece);
        }

        @Override
        public void end(List<String> trailers) {
            out.end(trailers);
        }

        @Override
        public void reset(long errorCode) {
            out.reset(errorCode);
        }
    }
}
