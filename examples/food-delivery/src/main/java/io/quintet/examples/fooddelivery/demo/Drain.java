package io.quintet.examples.fooddelivery.demo;

import java.time.Duration;

/** How long to wait for effects: as long as they still grow, but not for ever. */
final class Drain {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(40);

    private final long end;
    private final Duration withoutProgress;
    private long effects = -1;
    private long grewAt = System.nanoTime();

    private Drain(Duration longest, Duration withoutProgress) {
        this.end = System.nanoTime() + longest.toNanos();
        this.withoutProgress = withoutProgress;
    }

    static Drain patient() {
        return new Drain(LONGEST, WITHOUT_PROGRESS);
    }

    static Drain within(Duration time) {
        return new Drain(time, time);
    }

    /** Whether to give up, with so many effects there. */
    boolean exhausted(long effectsNow) {
        long now = System.nanoTime();
        if (effectsNow != effects) {
            effects = effectsNow;
            grewAt = now;
        }
        return now - end > 0 || now - grewAt > withoutProgress.toNanos();
    }
}
