package io.quintet.benchmarks;

/**
 * What a figure has to reach.
 *
 * @param atMost whether it is an upper limit
 * @param limit in the unit of the figure
 */
record Bar(boolean atMost, double limit) {
    static Bar atMost(double limit) {
        return new Bar(true, limit);
    }

    static Bar atLeast(double limit) {
        return new Bar(false, limit);
    }

    boolean met(double value) {
        return atMost ? value <= limit : value >= limit;
    }

    String text(String unit) {
        return (atMost ? "<= " : ">= ") + (limit == Math.rint(limit) ? String.format("%,.0f", limit) : limit) + " "
                + unit;
    }
}
