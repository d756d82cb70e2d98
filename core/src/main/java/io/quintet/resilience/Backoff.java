package io.quintet.resilience;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential delays with jitter: between half and all of {@code first * 2^(attempt - 1)}, at most {@code most}.
 *
 * @param first the delay after the first attempt, before jitter
 * @param most the longest delay
 * @param random the jitter
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {
    /** The delay after an attempt that failed, counted from 1. */
    public Duration delay(int attempt) {
        int doublings = Math.min(attempt - 1, 20);
        long nanos = first.toNanos() >= most.toNanos() >> doublings ? most.toNanos() : first.toNanos() << doublings;
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }
}
