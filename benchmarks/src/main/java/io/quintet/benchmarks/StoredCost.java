package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Shared.Slot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a message costs with so many stored before it: a channel is filled with a large window while the group reads along, and at each
 * size a stretch is sent with 256 in flight, then one with 1. A stretch is short beside what is stored.
 *
 * <p>The small sizes are measured in a fresh store each time, the large ones three times in the same store.
 */
final class StoredCost {
    private static final List<Integer> SMALL = List.of(10_000, 100_000);
    private static final List<Integer> LARGE = List.of(1_000_000, 5_000_000);
    private static final int FILLING = 16 * 1024;
    private static final int MOST_AT_A_STRETCH = 100_000;
    private static final int SINGLES = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    private final Children children;
    private final Broker broker;
    private final int repetitions;
    private final Costs costs;

    private StoredCost(Children children, Broker broker, int repetitions, Costs costs) {
        this.children = children;
        this.broker = broker;
        this.repetitions = repetitions;
        this.costs = costs;
    }

    static List<String> sizes() {
        List<String> sizes = new ArrayList<>();
        SMALL.forEach(size -> sizes.add(text(size)));
        LARGE.forEach(size -> sizes.add(text(size)));
        return sizes;
    }

    private static String text(int size) {
        return String.format(Locale.ROOT, "%,d", size);
    }

    static void measure(Children children, Broker broker, int repetitions, Costs costs) throws Exception {
        new StoredCost(children, broker, repetitions, costs).measure();
    }

    private void measure() throws Exception {
        Legs legs = new Legs(children, broker, "stored");
        legs.add("sql", 8, 1, Long.MAX_VALUE); // to warm up
        for (int i = 0; i < repetitions; i++) {
            legs.add("sql", 8, 1, 0);
        }
        try (Pair pair = legs.start()) {
            Course warmUp = legs.next(pair);
            warmUp.warmUp(WARM_UP);
            warmUp.finish();
            for (int i = 0; i < repetitions; i++) {
                Course course = legs.next(pair);
                course.awaitReady();
                long stored = 0;
                for (int size : SMALL) {
                    stored = stretch(course, stored, size);
                }
                if (i == repetitions - 1) {
                    for (int size : LARGE) {
                        for (int stretch = 0; stretch < repetitions; stretch++) {
                            stored = stretch(course, stored, size);
                        }
                    }
                }
                course.finish();
            }
        } finally {
            legs.remove();
        }
    }

    /** Returns how many messages are stored then. */
    private long stretch(Course course, long stored, int size) throws IOException {
        if (stored < size) {
            course.set(Slot.WINDOW, FILLING);
            course.sendUntil(size);
        }
        long from = Math.max(stored, size);
        int length = Math.min(size / 2, MOST_AT_A_STRETCH);
        course.set(Slot.WINDOW, Course.WINDOW);
        costs.add(text(size), course.measure(length), 1);
        course.set(Slot.WINDOW, 1);
        costs.addLatency(text(size), course.measure(SINGLES).p50());
        return from + length + SINGLES;
    }
}
