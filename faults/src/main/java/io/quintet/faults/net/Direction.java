package io.quintet.faults.net;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The faults of one direction, as they stand; whoever waits for them to change is woken. */
final class Direction {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongAdder struck = new LongAdder();
    private WireFaults faults = WireFaults.NONE;
    private boolean closed;

    WireFaults get() {
        lock.lock();
        try {
            return faults;
        } finally {
            lock.unlock();
        }
    }

    void set(WireFaults now) {
        lock.lock();
        try {
            faults = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A fault has befallen a piece, or a connection. */
    void count() {
        struck.increment();
    }

    long struck() {
        return struck.sum();
    }

    /** Waits while there is a black hole. */
    void awaitPassage() throws InterruptedException {
        lock.lock();
        try {
            if (faults.blackHole() && !closed) {
                count();
            }
            while (faults.blackHole() && !closed) {
                changed.await(1, TimeUnit.SECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
