package io.quintet.resilience;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Follows the ratio of the time that calls took in the long run to the time they take now: while it is 1 the limit grows by its root,
 * which is how many calls may wait; when calls take longer, or end for overload, it shrinks.
 *
 * @see <a href="https://netflixtechblog.medium.com/performance-under-load-3e6fa9a60581">Performance Under Load, 2018</a>
 */
final class AdaptiveLimit implements Limit {
    private static final int LEAST = 4;
    private static final int START = 32;
    private static final long WINDOW_NANOS = 100_000_000;
    private static final int WINDOW_CALLS = 10;
    private static final double TOLERANCE = 1.5;
    private static final double SMOOTHING = 0.2;
    private static final double LONG_RUN = 1.0 / 100;
    private static final double DROP = 0.9;

    private final int most;
    private final Ticker ticker;
    private final LongAdder count = new LongAdder();
    private final LongAdder sum = new LongAdder();
    private final AtomicBoolean updating = new AtomicBoolean();
    private volatile boolean dropped;
    private volatile int busiest;
    private volatile long windowEnd;
    private volatile int limit;
    private double exact;
    private double longRun;

    AdaptiveLimit(int most, Ticker ticker) {
        this.most = most;
        this.ticker = ticker;
        this.exact = Math.min(START, most);
        this.limit = (int) exact;
        this.windowEnd = ticker.nanos() + WINDOW_NANOS;
    }

    @Override
    public int now() {
        return limit;
    }

    @Override
    public void ended(long nanos, int inside, boolean overloaded) {
        count.increment();
        sum.add(nanos);
        if (overloaded && !dropped) {
            dropped = true;
        }
        if (inside > busiest) {
            busiest = inside; // a lost update is as good as a call that ended a moment later
        }
        if (windowEnd - ticker.nanos() <= 0 && count.sum() >= WINDOW_CALLS && updating.compareAndSet(false, true)) {
            try {
                update();
            } finally {
                updating.set(false);
            }
        }
    }

    /** One thread at a time; the flag orders what they write. */
    private void update() {
        long calls = count.sumThenReset();
        double average = (double) sum.sumThenReset() / Math.max(1, calls);
        boolean overload = dropped;
        int inside = busiest;
        dropped = false;
        busiest = 0;
        windowEnd = ticker.nanos() + WINDOW_NANOS;
        if (calls == 0) {
            return;
        }
        longRun = longRun == 0 ? average : longRun + (average - longRun) * LONG_RUN;
        if (longRun > average * 2) {
            longRun *= 0.95; // times were long for a while, and are no more
        }
        if (!overload && inside * 2 < exact) {
            return; // so few calls say nothing of what would be too many
        }
        double gradient = Math.max(0.5, Math.min(1, TOLERANCE * longRun / average));
        double next = overload ? exact * DROP : exact * gradient + Math.sqrt(exact);
        double smoothed = exact + (next - exact) * (overload ? 1 : SMOOTHING);
        exact = Math.max(Math.min(LEAST, most), Math.min(most, smoothed));
        limit = (int) exact;
    }
}
