package io.quintet.simulation;

import io.quintet.resilience.Ticker;
import java.util.PriorityQueue;

/** Time that passes as fast as what happens in it can be computed. For one thread. */
final class Timeline implements Ticker {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long count;

    @Override
    public long nanos() {
        return now;
    }

    /** Lets something happen in a while; what is due at the same moment happens in the order in which it was said. */
    void after(long nanos, Runnable what) {
        events.add(new Event(now + Math.max(0, nanos), count++, what));
    }

    /** Lets time pass. */
    void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.at() <= end; next = events.peek()) {
            events.remove();
            now = next.at();
            next.what().run();
        }
        now = end;
    }

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
