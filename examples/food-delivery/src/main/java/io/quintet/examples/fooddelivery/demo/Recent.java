package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.process.StatsLine;
import java.time.Duration;

/** What was measured in the last five to ten seconds. Not safe for use by several threads. */
final class Recent {
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration HALF = LONGEST.dividedBy(2);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private Measured before = new Measured();
    private Measured now = new Measured();
    private long beforeSince = System.nanoTime();
    private long nowSince = beforeSince;

    void add(StatsLine.Series series) {
        turn();
        now.add(series);
    }

    Measured measured() {
        turn();
        Measured both = new Measured();
        both.add(before);
        both.add(now);
        return both;
    }

    Duration window() {
        Duration since = Duration.ofNanos(System.nanoTime() - beforeSince);
        return since.compareTo(LEAST) < 0 ? LEAST : since;
    }

    private void turn() {
        long time = System.nanoTime();
        if (time - nowSince > LONGEST.toNanos()) {
            before = new Measured();
            now = new Measured();
            beforeSince = time - HALF.toNanos();
            nowSince = time;
        } else if (time - nowSince > HALF.toNanos()) {
            before = now;
            beforeSince = nowSince;
            now = new Measured();
            nowSince = time;
        }
    }
}
