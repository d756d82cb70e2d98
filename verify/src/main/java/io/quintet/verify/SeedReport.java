package io.quintet.verify;

import io.quintet.faults.history.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a seed has shown.
 *
 * @param seed the seed
 * @param row its row of the matrix
 * @param findings what is wrong
 * @param fired how often which fault fired
 * @param operations how many operations were begun
 * @param effects how many effects were committed
 * @param redeliveries how many deliveries were not the first of their message to their group
 * @param duplicates how many of those a group recognised as handled before
 * @param tallies how the operations of each kind ended
 * @param doubts what else makes it prove nothing
 * @param took how long it took
 */
record SeedReport(
        long seed,
        String row,
        List<Finding> findings,
        Map<String, Long> fired,
        long operations,
        long effects,
        long redeliveries,
        long duplicates,
        Map<String, Tally> tallies,
        List<String> doubts,
        Duration took) {
    long faults() {
        return fired.values().stream().mapToLong(Long::longValue).sum();
    }
}
