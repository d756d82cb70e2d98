package io.quintet.simulation;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Durations as nanoseconds. */
final class Moments {
    private Moments() {}

    static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    static long minutes(long minutes) {
        return TimeUnit.MINUTES.toNanos(minutes);
    }

    /** Exponentially distributed; the same on every machine. */
    static long random(RandomGenerator random, long meanNanos) {
        return (long) (-StrictMath.log(1 - random.nextDouble()) * meanNanos);
    }
}
