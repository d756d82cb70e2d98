package io.quintet.resilience;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** See {@link Balancing#weighted}. */
final class Weighted implements Balancing {
    private final RandomGenerator random;

    Weighted(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public int choose(Candidate[] among, @Nullable String key) {
        int chosen = draw(among, true);
        return chosen >= 0 ? chosen : draw(among, false);
    }

    /** The place that a draw over the weights hits, or -1 where nobody takes part, as when one just became unavailable. */
    private int draw(Candidate[] among, boolean availableOnly) {
        long total = 0;
        for (Candidate each : among) {
            total += takesPart(each, availableOnly) ? each.weight() : 0;
        }
        if (total == 0) {
            return -1;
        }
        long left = random.nextLong(total);
        int last = -1;
        for (int i = 0; i < among.length; i++) {
            if (takesPart(among[i], availableOnly)) {
                last = i;
                left -= among[i].weight();
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    private static boolean takesPart(Candidate candidate, boolean availableOnly) {
        return !availableOnly || candidate.available();
    }
}
