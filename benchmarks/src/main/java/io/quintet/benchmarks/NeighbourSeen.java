package io.quintet.benchmarks;

/**
 * What became of calls to a neighbour.
 *
 * @param answered those that were
 * @param failed those that were made and failed
 * @param limited those that the limit of concurrency turned away
 * @param refused those that the open circuit turned away
 * @param refusedP99Nanos how long that took, 99th percentile
 * @param mostInFlight how many there were at a time at most, those that were about to be turned away included
 */
record NeighbourSeen(long answered, long failed, long limited, long refused, long refusedP99Nanos, long mostInFlight) {
    String line() {
        return answered + " " + failed + " " + limited + " " + refused + " " + refusedP99Nanos + " " + mostInFlight;
    }

    /** What {@link #line} made, from a word on. */
    static NeighbourSeen of(String[] words, int from) {
        return new NeighbourSeen(
                Long.parseLong(words[from]),
                Long.parseLong(words[from + 1]),
                Long.parseLong(words[from + 2]),
                Long.parseLong(words[from + 3]),
                Long.parseLong(words[from + 4]),
                Long.parseLong(words[from + 5]));
    }
}
