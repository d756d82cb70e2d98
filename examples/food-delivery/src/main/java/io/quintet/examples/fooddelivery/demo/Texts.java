package io.quintet.examples.fooddelivery.demo;

import java.time.Duration;
import java.util.Locale;

/** Figures for people. */
final class Texts {
    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000_000;

    private Texts() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }

    static String latency(long micros) {
        if (micros == 0) {
            return "-";
        }
        if (micros < MILLI) {
            return micros + " us";
        }
        return micros < SECOND
                ? String.format(Locale.ROOT, micros < 100 * MILLI ? "%.1f ms" : "%.0f ms", micros / (double) MILLI)
                : String.format(Locale.ROOT, "%.1f s", micros / (double) SECOND);
    }

    /** Such as 2 s or 1500 ms, exactly. */
    static String time(Duration time) {
        return time.toMillisPart() != 0 || time.isZero() ? time.toMillis() + " ms" : time.toSeconds() + " s";
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** Such as 01:23, or 1:02:03. */
    static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%02d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    static String fit(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
