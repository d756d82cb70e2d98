package io.quintet.runtime;

import io.quintet.Deadline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A farewell to the registry, said once and in a thread of its own, so that whoever waits for it can go on when the registry does not
 * answer. Safe for use by many threads.
 */
final class Parting {
    private static final Logger LOG = LoggerFactory.getLogger(Parting.class);

    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;

    Parting(String what, Runnable step) {
        // not a virtual one: clients of registries may hold on to its carrier, which the calls under way need
        thread = Thread.ofPlatform().daemon().name("quintet-parting").unstarted(() -> run(what, step));
    }

    private void run(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("{}: leaving failed", what, e);
        } finally {
            over.countDown();
        }
    }

    /** Does not wait. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** Begins, and waits until then; whether it is over. If not, it goes on. */
    boolean within(Deadline deadline) {
        begin();
        try {
            return over.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks it to end. */
    void giveUp() {
        thread.interrupt();
    }
}
