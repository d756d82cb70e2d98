package io.quintet.resilience;

/** How many calls may be under way at a time. Safe for use by many threads. */
public interface Limit {
    /** The limit now. */
    int now();

    /**
     * A call ended.
     *
     * @param nanos how long it took
     * @param inside how many were under way when it ended, itself included
     * @param overloaded whether it ended so because there was too much to do
     */
    void ended(long nanos, int inside, boolean overloaded);

    /** Always the same. */
    static Limit fixed(int limit) {
        return new Limit() {
            @Override
            public int now() {
                return limit;
            }

            @Override
            public void ended(long nanos, int inside, boolean overloaded) {}
        };
    }

    /** Between 4 and {@code most}, as the times that calls take allow. */
    static Limit adaptive(int most, Ticker ticker) {
        return new AdaptiveLimit(most, ticker);
    }
}
