package io.quintet.net;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests under way over all loops of a listener, and says when it is enough. */
final class Traffic {
    private final AtomicInteger underWay = new AtomicInteger();
    private final int most;
    private volatile boolean stopped;

    Traffic(int most) {
        this.most = most;
    }

    boolean enter() {
        if (underWay.incrementAndGet() > most) {
            underWay.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        underWay.decrementAndGet();
    }

    int underWay() {
        return underWay.get();
    }

    int most() {
        return most;
    }

    void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }
}
