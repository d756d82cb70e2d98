package io.quintet.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What relaying a message costs with so many rows waiting in the outbox: a stretch of the draining of a backlog. */
final class WaitingCost {
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int SKIPPED = 2000;
    private static final int MOST_AT_A_STRETCH = 30_000;
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    private WaitingCost() {}

    static List<String> sizes() {
        return SIZES.stream().map(WaitingCost::text).toList();
    }

    private static String text(int size) {
        return String.format(Locale.ROOT, "%,d", size);
    }

    /** The largest size is filled but once, and three stretches of it are measured. */
    static void measure(Children children, Broker broker, int repetitions, Costs costs) throws Exception {
        Legs legs = new Legs(children, broker, "waiting");
        legs.add("outbox", 8, 1, Long.MAX_VALUE);
        legs.add("outbox", 8, 1, 0);
        legs.add("outbox", 8, 1, 0);
        try (Pair pair = legs.start()) {
            Course course = legs.next(pair);
            course.warmUp(WARM_UP);
            course.finish();
            course = legs.next(pair);
            course.awaitReady();
            for (int i = 0; i < repetitions; i++) {
                for (int size : SIZES.subList(0, SIZES.size() - 1)) {
                    drain(course, size, 1, costs);
                    course.awaitAcknowledged(course.sent());
                }
            }
            course.finish();
            course = legs.next(pair);
            course.awaitReady();
            drain(course, SIZES.getLast(), repetitions, costs);
            course.abandon();
        } finally {
            legs.remove();
        }
    }

    private static void drain(Course course, int size, int stretches, Costs costs) throws Exception {
        int length = Math.min(size - SKIPPED, MOST_AT_A_STRETCH);
        List<Long> marks = new ArrayList<>();
        for (int i = 0; i <= stretches; i++) {
            marks.add((long) SKIPPED + (long) i * length);
        }
        long[] ends = marks.stream().mapToLong(Long::longValue).toArray();
        for (double rate : course.drain(size, ends)) {
            costs.add(text(size), 1e6 / rate);
        }
    }
}
