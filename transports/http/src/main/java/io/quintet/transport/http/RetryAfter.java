package io.quintet.transport.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header: whole seconds, or a moment.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
 */
final class RetryAfter {
    private static final Duration MOST = Duration.ofDays(1); // more is the same to a caller: too long

    private RetryAfter() {}

    /** In whole seconds, rounded up, so that nobody comes too early. */
    static String write(Duration wait) {
        return Long.toString(wait.plusNanos(999_999_999).toSeconds());
    }

    /** Null where it is absent or says nothing that can be read. */
    static @Nullable Duration read(@Nullable String text, Clock clock) {
        if (text == null) {
            return null;
        }
        String value = text.strip();
        try {
            Duration wait = value.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(MOST) > 0 ? MOST : wait;
        } catch (DateTimeException | NumberFormatException e) {
            return null; // the ordinary backoff then
        }
    }
}
