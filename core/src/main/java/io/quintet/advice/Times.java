package io.quintet.advice;

import java.time.Duration;

/** Short times as people write them. */
final class Times {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Times() {}

    static String format(Duration time) {
        long nanos = time.toNanos();
        if (nanos % SECOND == 0) {
            return nanos / SECOND + "s";
        }
        return nanos % MILLI == 0 ? nanos / MILLI + "ms" : nanos / MICRO + "us";
    }
}
