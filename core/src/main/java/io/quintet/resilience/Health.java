package io.quintet.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this side knows of one endpoint over all its operations: how many calls are under way, and whether it is to be avoided. Safe for
 * use by many threads.
 */
public final class Health {
    private static final int MOST_TIMES = 10;

    private final Ticker ticker;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long avoidedUntil;
    private volatile boolean avoided;
    private volatile long ejectedAt;
    private volatile int timesEjected;

    /** Of one that is well. */
    public Health(Ticker ticker) {
        this.ticker = ticker;
    }

    /** A call begins. */
    public void began() {
        inFlight.incrementAndGet();
    }

    /** A call is over, however it ended. */
    public void done() {
        inFlight.decrementAndGet();
    }

    /** How many calls are under way. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Could not be reached: is avoided for a while. */
    public void suspect(Duration time) {
        avoid(time.toNanos());
    }

    /** Whether it is to be avoided at the moment. */
    public boolean avoided() {
        return avoided && avoidedUntil - ticker.nanos() > 0;
    }

    /** A call succeeded. */
    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /** A call failed: how often in a row by now. */
    int failed() {
        return failures.incrementAndGet();
    }

    /** Avoids it for a time that grows when it is ejected again before it has been well for as long. */
    void eject(Duration time) {
        long now = ticker.nanos();
        long before = time.toNanos() * timesEjected * 2;
        timesEjected = timesEjected > 0 && now - ejectedAt < before ? Math.min(timesEjected + 1, MOST_TIMES) : 1;
        ejectedAt = now;
        failures.set(0);
        avoid(time.toNanos() * timesEjected);
    }

    private void avoid(long nanos) {
        long until = ticker.nanos() + nanos;
        if (!avoided() || until - avoidedUntil > 0) {
            avoidedUntil = until;
            avoided = true;
        }
    }
}
