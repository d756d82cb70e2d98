package io.quintet.resilience;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** See {@link Balancing#roundRobin}. */
final class RoundRobin implements Balancing {
    private final AtomicInteger next = new AtomicInteger();

    @Override
    public int choose(Candidate[] among, @Nullable String key) {
        int start = Math.floorMod(next.getAndIncrement(), among.length);
        for (int i = 0; i < among.length; i++) {
            int place = (start + i) % among.length;
            if (among[place].available()) {
                return place;
            }
        }
        return start;
    }
}
