package io.quintet.resilience;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** See {@link Balancing#twoChoices}. */
final class TwoChoices implements Balancing {
    private final RandomGenerator random;

    TwoChoices(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public int choose(Candidate[] among, @Nullable String key) {
        if (among.length == 1) {
            return 0;
        }
        int first = random.nextInt(among.length);
        int second = random.nextInt(among.length - 1);
        int chosen = better(among, first, second >= first ? second + 1 : second);
        if (!among[chosen].available()) {
            for (int other = 0; other < among.length; other++) {
                chosen = better(among, chosen, other);
            }
        }
        return chosen;
    }

    private static int better(Candidate[] among, int one, int other) {
        boolean available = among[one].available();
        if (available != among[other].available()) {
            return available ? one : other;
        }
        return among[one].inFlight() <= among[other].inFlight() ? one : other;
    }
}
