package io.quintet.benchmarks.calls;

import io.quintet.benchmarks.calls.CallTechnology.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * So many callers that call one after another, each on a virtual thread of its own, for some time; each at least once.
 *
 * @param callers how many call at a time
 * @param time how long
 */
public record Load(int callers, Duration time) {
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    /**
     * What it came to.
     *
     * @param calls how many were answered
     * @param elapsed from the first call to the last answer
     * @param p50 how long a call took at the median
     * @param p99 its 99th percentile
     */
    public record Measured(long calls, Duration elapsed, Duration p50, Duration p99) {
        /** Calls a second. */
        public double rate() {
            return calls * 1e9 / elapsed.toNanos();
        }

        /** As one line. */
        public String line() {
            return calls + " " + elapsed.toNanos() + " " + p50.toNanos() + " " + p99.toNanos();
        }

        /** What {@link #line} made. */
        public static Measured of(String line) {
            String[] words = line.split(" ", -1);
            return new Measured(
                    Long.parseLong(words[0]),
                    Duration.ofNanos(Long.parseLong(words[1])),
                    Duration.ofNanos(Long.parseLong(words[2])),
                    Duration.ofNanos(Long.parseLong(words[3])));
        }
    }

    /** As one line. */
    public String line() {
        return callers + " " + time.toNanos();
    }

    /** What {@link #line} made. */
    public static Load of(String line) {
        String[] words = line.split(" ", -1);
        return new Load(Integer.parseInt(words[0]), Duration.ofNanos(Long.parseLong(words[1])));
    }

    /**
     * Puts the load on.
     *
     * @throws Exception when a call fails, or is answered wrongly
     */
    public Measured put(Caller caller) throws Exception {
        Histogram all = histogram();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Histogram>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                String orderId = "order-20260101-" + (100_000 + i);
                running.add(threads.submit(() -> call(caller, orderId, start + time.toNanos())));
            }
            for (Future<Histogram> each : running) {
                all.add(each.get());
            }
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new Measured(
                all.getTotalCount(),
                elapsed,
                Duration.ofNanos(all.getValueAtPercentile(50)),
                Duration.ofNanos(all.getValueAtPercentile(99)));
    }

    private static Histogram call(Caller caller, String orderId, long end) throws Exception {
        Accepted expected = Accepted.of(Order.example(orderId));
        Histogram nanos = histogram();
        long now = System.nanoTime();
        do {
            Accepted accepted = caller.place(orderId);
            long then = System.nanoTime();
            nanos.recordValue(Math.min(then - now, LONGEST_NANOS));
            now = then;
            if (!accepted.equals(expected)) {
                throw new IllegalStateException("answer: " + accepted + " (expected: " + expected + ")");
            }
        } while (now - end < 0);
        return nanos;
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 3);
    }
}
