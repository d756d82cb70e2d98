package io.quintet.runtime;

import io.quintet.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How an instance takes its leave of callers: it turns calls away, which is safe to retry, until no more come; only then may connections
 * be closed. To close them at once would cut off requests that have just been sent, and nobody would know what became of them.
 */
final class Leaving {
    private volatile boolean begun;
    private volatile long lastCall;

    /** Nobody is to be called here any more. */
    void begin() {
        lastCall = System.nanoTime();
        begun = true;
    }

    /** Whether a call that has come is to be turned away. */
    boolean turnsAway() {
        if (begun) {
            lastCall = System.nanoTime(); // its caller has not heard yet
        }
        return begun;
    }

    /** Waits until no call has come for a time. */
    void awaitQuiet(Duration quiet, Deadline patience) {
        long remaining = remaining(quiet);
        while (remaining > 0 && !patience.expired() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, Math.min(remaining, patience.remainingNanos()));
            remaining = remaining(quiet);
        }
    }

    private long remaining(Duration quiet) {
        return lastCall + quiet.toNanos() - System.nanoTime();
    }
}
