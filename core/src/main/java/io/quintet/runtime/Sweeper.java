package io.quintet.runtime;

import io.quintet.payload.Payloads;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes old payloads from the claim store now and then, on a thread of its own, until the instance is closed. */
final class Sweeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final long LONGEST_PAUSE_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long SHORTEST_PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final Payloads payloads;
    private final long pauseMillis;
    private final ScheduledExecutorService scheduler;
    private final Executor executor;

    /** {@code retentionMillis} says how often it is worth looking. */
    Sweeper(Payloads payloads, long retentionMillis, ScheduledExecutorService scheduler, Executor executor) {
        this.payloads = payloads;
        this.pauseMillis = Math.clamp(retentionMillis / 10, SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
        this.scheduler = scheduler;
        this.executor = executor;
    }

    @Override
    public void run() {
        try {
            payloads.sweep();
        } catch (RuntimeException e) {
            LOG.warn("old payloads are not removed, will try again: {}", e.toString());
            LOG.debug("sweeping failed", e);
        }
        later();
    }

    /** After a pause, unless the instance is closing. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is run catches its failures
    void later() {
        try {
            scheduler.schedule(() -> executor.execute(this), pauseMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the last sweep", e);
        }
    }
}
