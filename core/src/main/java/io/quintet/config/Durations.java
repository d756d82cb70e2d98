package io.quintet.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads times as people write them. */
public final class Durations {
    /** What a time must look like, for messages. */
    public static final String EXPECTED = "a time above zero, at most 36500d, such as 500ms, 2s, 5m, 1h, 7d or PT2S";

    private static final Duration LONGEST = Duration.ofDays(36_500); // far from where nanoseconds overflow

    private Durations() {}

    /** The time; an {@link IllegalArgumentException} that shows the value and the expectation when it is none. */
    public static Duration parse(String text) {
        try {
            Duration duration = text.startsWith("P") ? Duration.parse(text) : ofUnit(text);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")", e);
        }
        throw new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")");
    }

    private static Duration ofUnit(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).strip()) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new NumberFormatException(text);
        };
    }
}
