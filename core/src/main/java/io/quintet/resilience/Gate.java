package io.quintet.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets so many calls be under way at a time as its limit says; each that {@link #tryEnter} lets in ends with {@link #leave}. */
public final class Gate {
    private final Limit limit;
    private final AtomicInteger inside = new AtomicInteger();

    /** With nobody inside. */
    public Gate(Limit limit) {
        this.limit = limit;
    }

    /** Lets a call in, or not. */
    public boolean tryEnter() {
        for (int now = inside.get(); now < limit.now(); now = inside.get()) {
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** A call has ended; see {@link Limit#ended}. */
    public void leave(long nanos, boolean overloaded) {
        int before = inside.getAndDecrement();
        limit.ended(nanos, before, overloaded);
    }

    /** How many are under way. */
    public int inside() {
        return inside.get();
    }

    /** How many may be under way now. */
    public int limit() {
        return limit.now();
    }
}
