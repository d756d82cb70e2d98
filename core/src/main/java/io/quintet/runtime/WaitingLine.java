package io.quintet.runtime;

import io.quintet.resilience.Gate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets calls wait before a {@link Gate}, not too many and not too long. While nobody waits there is no lock. */
final class WaitingLine {
    private final Gate gate;
    private final int longest;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();

    WaitingLine(Gate gate, int longest) {
        this.gate = gate;
        this.longest = longest;
    }

    /** Lets a call in, at once or when its turn comes; false when the line is too long, or the time is over. */
    boolean enter(long nanos) throws InterruptedException {
        if (waiting.get() == 0 && gate.tryEnter()) {
            return true;
        }
        if (waiting.incrementAndGet() > longest) {
            waiting.decrementAndGet();
            return false;
        }
        lock.lock();
        try {
            for (long remaining = nanos; !gate.tryEnter(); ) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = left.awaitNanos(remaining);
            }
            return true;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    /** A call has ended; the next may come in. */
    void leave(long nanos, boolean overloaded) {
        gate.leave(nanos, overloaded);
        if (waiting.get() > 0) { // whoever begins to wait after this sees that there is room
            lock.lock();
            try {
                left.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    int waiting() {
        return waiting.get();
    }
}
