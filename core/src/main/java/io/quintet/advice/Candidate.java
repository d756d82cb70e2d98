package io.quintet.advice;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;

/**
 * A transport, in one of the ways to run it.
 *
 * @param transport its name in configuration
 * @param variant the way, such as {@code PostgreSQL}; empty where there is one only
 * @param guarantees what it promises then
 */
public record Candidate(String transport, String variant, Guarantees guarantees) {
    /** Both names, such as {@code sql on PostgreSQL}. */
    public String label() {
        return variant.isEmpty() ? transport : transport + " on " + variant;
    }

    boolean keeps(Guarantee guarantee) {
        return guarantees.kept().contains(guarantee);
    }
}
