package io.quintet.net;

import io.quintet.Deadline;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests under way to one service over all loops, and says when it is enough. */
final class Traffic {
    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch none = new CountDownLatch(1);
    private final int most;
    private volatile boolean stopped;

    Traffic(int most) {
        this.most = most;
    }

    /** Whether one more may come; it counts until it leaves. */
    boolean enter() {
        // counted before it is looked whether any may come: so none is missed by who stops and then waits
        if (underWay.incrementAndGet() > most || stopped) {
            leave();
            return false;
        }
        return true;
    }

    void leave() {
        if (underWay.decrementAndGet() == 0 && stopped) {
            none.countDown();
        }
    }

    int most() {
        return most;
    }

    /** From now on none may come. */
    void stop() {
        stopped = true;
        if (underWay.get() == 0) {
            none.countDown();
        }
    }

    boolean stopped() {
        return stopped;
    }

    /** Waits, when stopped, until none is under way; whether that came in time. */
    boolean awaitNone(Deadline deadline) {
        try {
            return none.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
