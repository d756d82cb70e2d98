package io.quintet.transport.http;

import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.net.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How headers of calls stand in HTTP: {@code traceparent}, {@code tracestate} and {@code baggage} as themselves, every other {@code name} as {@code Quintet-name}, and the time
 * that remains as {@code Quintet-Timeout}.
 *
 * <p>Values are percent-encoded wherever they are not printable ASCII, so that no value can end its line; as the HTTP binding of
 * CloudEvents does it.
 */
final class WireHeaders {
    /**
     * The time that remains when the request is sent: digits and a unit, {@code us}, {@code ms} or {@code s}. What remains, not a
     * moment: clocks that disagree cannot expire a call.
     */
    static final String TIMEOUT = "Quintet-Timeout";

    static final String TIMEOUT_EXPECTED = "a time such as 1500us, 500ms or 2s";

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String PREFIX = "quintet-";
    private static final String TIMEOUT_LOWER = "timeout";

    private WireHeaders() {}

    /** Names and values in turn, ready to send. */
    static List<String> write(Headers headers, long remainingNanos, @Nullable String accept) {
        List<String> out = new ArrayList<>(4 + 2 * headers.size());
        if (accept != null) {
            out.add(HttpNames.ACCEPT);
            out.add(accept);
        }
        out.add(TIMEOUT);
        out.add(Math.max(1, remainingNanos / 1000) + "us");
        headers.forEach((name, value) -> {
            if (name.equals(HeaderNames.IDEMPOTENCY_KEY)) {
                out.add(IDEMPOTENCY_KEY);
                out.add('"' + encoded(value) + '"');
            } else if (!isW3c(name)) {
                requireName(name);
                out.add(PREFIX.concat(name));
                out.add(encoded(value));
            } else if (isPrintable(value)) { // these have an encoding of their own; what breaks it helps nobody
                out.add(name);
                out.add(value);
            }
        });
        return out;
    }

    private static boolean isW3c(String name) {
        return name.equals(HeaderNames.TRACEPARENT)
                || name.equals(HeaderNames.TRACESTATE)
                || name.equals(HeaderNames.BAGGAGE);
    }

    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static void requireName(String name) {
        boolean good = !name.isEmpty() && !name.equals(TIMEOUT_LOWER);
        for (int i = 0; i < name.length() && good; i++) {
            char c = name.charAt(i);
            good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        }
        if (!good) {
            String message =
                    "\"" + name + "\" (expected: lower-case letters, digits, '-', '_' and '.', and not timeout)";
            throw QuintetException.invalid("header name " + message, List.of(new Violation("", message)));
        }
    }

    private static String encoded(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~' || c == '%') {
                StringBuilder out = new StringBuilder(value.length() + 16);
                Percent.encode(out, value);
                return out.toString();
            }
        }
        return value;
    }

    /** What a request brought; a value whose encoding is damaged is taken as it stands. */
    static Headers read(RequestHead head) {
        Headers.Builder headers = Headers.builder();
        @Nullable String[] lists = new @Nullable String[2]; // the lines of these are one list
        head.forEachHeader((name, value) -> {
            if (name.equalsIgnoreCase(HeaderNames.TRACEPARENT)) {
                headers.set(HeaderNames.TRACEPARENT, value);
            } else if (name.equalsIgnoreCase(HeaderNames.TRACESTATE)) {
                lists[0] = joined(lists[0], value);
            } else if (name.equalsIgnoreCase(HeaderNames.BAGGAGE)) {
                lists[1] = joined(lists[1], value);
            } else if (name.equalsIgnoreCase(IDEMPOTENCY_KEY)) {
                headers.set(HeaderNames.IDEMPOTENCY_KEY, unquoted(value));
            } else if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                    && !name.equalsIgnoreCase(TIMEOUT)
                    && name.length() > PREFIX.length()) {
                String decoded = Percent.decode(value, 0, value.length(), false);
                headers.set(
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT), decoded == null ? value : decoded);
            }
        });
        return headers.setIfPresent(HeaderNames.TRACESTATE, lists[0])
                .setIfPresent(HeaderNames.BAGGAGE, lists[1])
                .build();
    }

    private static String joined(@Nullable String before, String line) {
        return before == null ? line : before + "," + line;
    }

    /** A string of structured fields (RFC 9651, 3.3.3), or what stands there without quotes. */
    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.charAt(0) == '"' && value.charAt(value.length() - 1) == '"';
        String inner = quoted ? value.substring(1, value.length() - 1) : value;
        String decoded = Percent.decode(inner, 0, inner.length(), false);
        return decoded == null ? inner : decoded;
    }

    /** The nanoseconds that a {@link #TIMEOUT} stands for, or -1 when it stands for none. */
    static long timeoutNanos(@Nullable String text) {
        if (text == null) {
            return -1;
        }
        int digits = 0;
        long amount = 0;
        while (digits < text.length() && digits < 18 && Character.digit(text.charAt(digits), 10) >= 0) {
            amount = amount * 10 + Character.digit(text.charAt(digits++), 10);
        }
        long unit = switch (text.substring(digits)) {
            case "us" -> 1000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            default -> 0L;
        };
        if (digits == 0 || unit == 0 || amount == 0) {
            return -1;
        }
        return amount > Long.MAX_VALUE / 2 / unit ? Long.MAX_VALUE / 2 : amount * unit;
    }
}
