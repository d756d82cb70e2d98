package io.quintet.resilience;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses to whom a call goes. All choose what is to be avoided just where there is nothing else. Safe for use by many threads, provided
 * that the random generator is.
 */
@FunctionalInterface
public interface Balancing {
    /**
     * The place of the chosen one.
     *
     * @param among one or more
     * @param key what calls have in common that are to go to the same one; null where they have nothing
     */
    int choose(Candidate[] among, @Nullable String key);

    /**
     * Of two random ones the one with fewer calls under way.
     *
     * @see <a href="https://www.eecs.harvard.edu/~michaelm/postscripts/handbook2001.pdf">The power of two random choices, 2001</a>
     */
    static Balancing twoChoices(RandomGenerator random) {
        return new TwoChoices(random);
    }

    /** One after the other. */
    static Balancing roundRobin() {
        return new RoundRobin();
    }

    /** At random, each as often as its weight says. */
    static Balancing weighted(RandomGenerator random) {
        return new Weighted(random);
    }

    /**
     * The same one for the same key, also in other processes, and another for as few keys as possible when some come and go; calls
     * without a key go as {@code otherwise} says.
     *
     * @see <a href="https://www.eecs.umich.edu/techreports/cse/96/CSE-TR-316-96.pdf">Thaler and Ravishankar, A name-based mapping scheme
     *     for rendezvous, 1996</a>
     */
    static Balancing consistentHash(Balancing otherwise) {
        return new Rendezvous(otherwise);
    }
}
