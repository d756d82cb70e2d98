package io.quintet.resilience;

import java.util.random.RandomGenerator;

/** Chance that is none. */
public final class Randoms {
    /** No jitter: always the longest. */
    public static final RandomGenerator MOST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private Randoms() {}
}
