package io.quintet.transport.grpc;

import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.net.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How headers of calls stand in gRPC: {@code traceparent}, {@code tracestate} and {@code baggage} as themselves, {@code idempotencykey} as {@code idempotency-key}, every other
 * {@code name} as {@code quintet-name}, as over HTTP; and the time that remains as {@code grpc-timeout}.
 */
final class Metadata {
    /** The time that remains when the request is sent: up to 8 digits and a unit, one of {@code HMSmun}. */
    static final String TIMEOUT = "grpc-timeout";

    static final String TIMEOUT_EXPECTED = "1 to 8 digits and a unit, such as 500m or 2S";

    private static final String IDEMPOTENCY_KEY = "idempotency-key";
    private static final String PREFIX = "quintet-";
    private static final String BINARY = "-bin";
    private static final long MOST = 99_999_999;

    private Metadata() {}

    /** Names and values in turn, ready to send. */
    static List<String> write(Headers headers, long remainingNanos, Packing packing) {
        List<String> out = new ArrayList<>(8 + 2 * headers.size());
        out.add("te");
        out.add("trailers");
        out.add(Packing.ACCEPTED);
        out.add(Packing.GZIP);
        out.addAll(packing.headers());
        out.add(TIMEOUT);
        out.add(timeout(remainingNanos));
        headers.forEach((name, value) -> {
            switch (name) {
                case HeaderNames.TRACEPARENT, HeaderNames.TRACESTATE, HeaderNames.BAGGAGE -> {
                    if (isPrintable(value)) { // these have an encoding of their own; what breaks it helps nobody
                        out.add(name);
                        out.add(value);
                    }
                }
                case HeaderNames.IDEMPOTENCY_KEY -> {
                    out.add(IDEMPOTENCY_KEY);
                    out.add(encoded(value));
                }
                default -> {
                    requireName(name);
                    out.add(PREFIX.concat(name));
                    out.add(encoded(value));
                }
            }
        });
        return out;
    }

    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    // blanks at the ends would be trimmed on the way
    private static String encoded(String value) {
        String encoded = Escapes.encode(value);
        return encoded.startsWith(" ") || encoded.endsWith(" ") ? encoded.replace(" ", "%20") : encoded;
    }

    private static void requireName(String name) {
        boolean good = !name.isEmpty() && !name.endsWith(BINARY);
        for (int i = 0; i < name.length() && good; i++) {
            char c = name.charAt(i);
            good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        }
        if (!good) {
            String message = "\"" + name + "\" (expected: lower-case letters, digits, '-', '_' and '.', and not -bin at"
                    + " the end)";
            throw QuintetException.invalid("header name " + message, List.of(new Violation("", message)));
        }
    }

    /** What a request brought. */
    static Headers read(RequestHead head) {
        Headers.Builder headers = Headers.builder();
        @Nullable String[] lists = new @Nullable String[2]; // the lines of these are one list
        head.forEachHeader((name, value) -> {
            if (name.equals(HeaderNames.TRACEPARENT)) {
                headers.set(HeaderNames.TRACEPARENT, value);
            } else if (name.equals(HeaderNames.TRACESTATE)) {
                lists[0] = joined(lists[0], value);
            } else if (name.equals(HeaderNames.BAGGAGE)) {
                lists[1] = joined(lists[1], value);
            } else if (name.equals(IDEMPOTENCY_KEY)) {
                headers.set(HeaderNames.IDEMPOTENCY_KEY, Escapes.decode(value));
            } else if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                headers.set(name.substring(PREFIX.length()), Escapes.decode(value));
            }
        });
        return headers.setIfPresent(HeaderNames.TRACESTATE, lists[0])
                .setIfPresent(HeaderNames.BAGGAGE, lists[1])
                .build();
    }

    private static String joined(@Nullable String before, String line) {
        return before == null ? line : before + "," + line;
    }

    /** The finest unit in which 8 digits are enough; what is over is cut off, so that the peer never waits longer. */
    static String timeout(long nanos) {
        long least = Math.max(1, nanos);
        if (least <= MOST) {
            return least + "n";
        }
        if (least / 1000 <= MOST) {
            return least / 1000 + "u";
        }
        if (least / 1_000_000 <= MOST) {
            return least / 1_000_000 + "m";
        }
        return Math.min(MOST, least / 1_000_000_000) + "S";
    }

    /** The nanoseconds that a {@link #TIMEOUT} stands for, at most half of what a long holds, or -1 when it stands for none. */
    static long timeoutNanos(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > 8) {
            return -1;
        }
        long amount = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            amount = amount * 10 + c - '0';
        }
        long unit = switch (text.charAt(digits)) {
            case 'n' -> 1L;
            case 'u' -> 1000L;
            case 'm' -> 1_000_000L;
            case 'S' -> 1_000_000_000L;
            case 'M' -> 60_000_000_000L;
            case 'H' -> 3_600_000_000_000L;
            default -> -1L;
        };
        return unit < 0 ? -1 : amount > Long.MAX_VALUE / 2 / unit ? Long.MAX_VALUE / 2 : amount * unit;
    }
}
