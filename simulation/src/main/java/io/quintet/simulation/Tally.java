package io.quintet.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts how calls end: one is good when it is answered in time, counted from when it was made. */
final class Tally {
    private static final long BUCKET_NANOS = Moments.seconds(5);
    private static final int IN_A_ROW = 6;
    private static final double WELL = 0.99;
    private static final long MICRO = 1000;

    private final Scenario scenario;
    private final int[] calls = new int[(int) (World.END_NANOS / BUCKET_NANOS)];
    private final int[] good = new int[calls.length];
    private final int[] instead = new int[calls.length];
    private int[] latencies = new int[1024]; // microseconds, of good calls that were made during the fault
    private int measured;
    private long attempts;
    private int longestQueue;
    private long longestWait;

    Tally(Scenario scenario) {
        this.scenario = scenario;
    }

    void attempted() {
        attempts++;
    }

    void succeeded(long startNanos, long nanos) {
        longestWait = Math.max(longestWait, nanos);
        int bucket = bucket(startNanos);
        calls[bucket]++;
        if (nanos <= Caller.TIMEOUT_NANOS) {
            good[bucket]++;
            if (startNanos >= scenario.from() && startNanos < scenario.to()) {
                measure(nanos);
            }
        }
    }

    /**
     * A call failed.
     *
     * @param fallback whether the caller had the last good response
     */
    void failed(long startNanos, long nanos, boolean fallback) {
        longestWait = Math.max(longestWait, nanos);
        int bucket = bucket(startNanos);
        calls[bucket]++;
        instead[bucket] += fallback ? 1 : 0;
    }

    void longestQueue(int calls) {
        longestQueue = calls;
    }

    private static int bucket(long startNanos) {
        return (int) Math.min(startNanos / BUCKET_NANOS, World.END_NANOS / BUCKET_NANOS - 1);
    }

    private void measure(long nanos) {
        if (measured == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * measured);
        }
        latencies[measured++] = (int) (nanos / MICRO);
    }

    Outcome outcome() {
        int first = bucket(scenario.from());
        int last = bucket(scenario.to());
        int[] sorted = Arrays.copyOf(latencies, measured);
        Arrays.sort(sorted);
        long all = Arrays.stream(calls).asLongStream().sum();
        return new Outcome(
                all,
                share(good, 0, calls.length),
                share(good, first, last),
                share(instead, first, last),
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                (double) attempts / all,
                longestQueue,
                longestWait / 1e9,
                recovery(last),
                series());
    }

    private double share(int[] part, int from, int to) {
        return (double) sum(part, from, to) / Math.max(1, sum(calls, from, to));
    }

    private static long sum(int[] counts, int from, int to) {
        return Arrays.stream(counts, from, to).asLongStream().sum();
    }

    private static double percentile(int[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / 1e3;
    }

    /** Seconds after the fault until all is well for half a minute; -1 when that does not come about. */
    private int recovery(int from) {
        for (int start = from; start + IN_A_ROW <= calls.length; start++) {
            if (share(good, start, start + IN_A_ROW) >= WELL) {
                return (int) ((start - from) * BUCKET_NANOS / Moments.seconds(1));
            }
        }
        return -1;
    }

    private List<Double> series() {
        return IntStream.range(0, calls.length / IN_A_ROW)
                .mapToObj(i -> share(good, i * IN_A_ROW, (i + 1) * IN_A_ROW))
                .toList();
    }
}
