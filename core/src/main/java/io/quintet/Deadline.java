package io.quintet;

import java.time.Duration;

/**
 * The moment by which an operation must be done; it shrinks on its way through calls made inside handlers.
 *
 * <p>Immutable. Measured on this JVM's monotonic clock; on the wire travels what remains, never a wall-clock time, so that clocks
 * that disagree cannot expire a call.
 */
public final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** The moment that lies {@code timeout} from now; longer ones than 100 years count as 100 years. */
    public static Deadline in(Duration timeout) {
        return new Deadline(System.nanoTime() + nanosOf(timeout));
    }

    /** As {@link #in(Duration)}, in nanoseconds. */
    public static Deadline inNanos(long timeoutNanos) {
        return new Deadline(System.nanoTime() + timeoutNanos);
    }

    private static long nanosOf(Duration timeout) {
        long longest = 100L * 365 * 24 * 3600;
        return timeout.toSeconds() >= longest ? longest * 1_000_000_000L : timeout.toNanos();
    }

    /** Nanoseconds that remain; zero or less when it has passed. */
    public long remainingNanos() {
        return nanos - System.nanoTime();
    }

    /** What remains; zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    /** Whether it has passed. */
    public boolean expired() {
        return remainingNanos() <= 0;
    }

    /** The earlier of the two. */
    public Deadline earlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }

    @Override
    public String toString() {
        return "in " + remaining();
    }
}
