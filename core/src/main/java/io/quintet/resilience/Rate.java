package io.quintet.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many calls a second, and so many at once after a pause. Safe for use by many threads.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-I.371">ITU-T I.371, the generic cell rate algorithm</a>
 */
public final class Rate {
    private final Ticker ticker;
    private final long interval;
    private final long tolerance;
    private final AtomicLong due; // when the next call is due if all come as evenly as they may

    /** With all of {@code burst} to be had. */
    public Rate(double perSecond, int burst, Ticker ticker) {
        this.ticker = ticker;
        this.interval = Math.max(1, Math.round(1_000_000_000.0 / perSecond));
        this.tolerance = interval * (burst - 1L);
        this.due = new AtomicLong(ticker.nanos());
    }

    /** Takes one call, if it is not too early for it. */
    public boolean tryTake() {
        while (true) {
            long before = due.get();
            long now = ticker.nanos();
            long ahead = Math.max(0, before - now);
            if (ahead > tolerance) {
                return false;
            }
            if (due.compareAndSet(before, now + ahead + interval)) {
                return true;
            }
        }
    }

    /** How long until there is one. */
    public Duration next() {
        return Duration.ofNanos(Math.max(0, due.get() - ticker.nanos() - tolerance));
    }

    /** Whether nothing of what it knows matters any more. */
    boolean idle() {
        return due.get() - ticker.nanos() <= 0;
    }
}
