package io.quintet.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What a delivery costs with so many groups, and what a message costs with so many shards, with 256 in flight: a message is in flight
 * until every group has acknowledged it.
 */
final class ShapeCost {
    private static final List<Integer> GROUPS = List.of(1, 4, 16);
    private static final List<Integer> SHARDS = List.of(1, 8, 64);
    private static final int DEFAULT_SHARDS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration SETTLE = Duration.ofMillis(500);

    private ShapeCost() {}

    static List<String> groups() {
        return GROUPS.stream().map(ShapeCost::groups).toList();
    }

    static List<String> shards() {
        return SHARDS.stream().map(ShapeCost::shards).toList();
    }

    private static String groups(int count) {
        return count + (count == 1 ? " group" : " groups");
    }

    private static String shards(int count) {
        return count + (count == 1 ? " shard" : " shards");
    }

    static void measureGroups(Children children, Broker broker, int seconds, int repetitions, Costs costs)
            throws Exception {
        Legs legs = new Legs(children, broker, "groups");
        legs.add("sql", DEFAULT_SHARDS, 1, Long.MAX_VALUE);
        for (int i = 0; i < repetitions; i++) {
            for (int groups : GROUPS) {
                legs.add("sql", DEFAULT_SHARDS, groups, Long.MAX_VALUE);
            }
        }
        try (Pair pair = legs.start()) {
            warmUp(legs.next(pair));
            for (int i = 0; i < repetitions; i++) {
                for (int groups : GROUPS) {
                    costs.add(groups(groups), measure(legs.next(pair), seconds), groups);
                }
            }
        } finally {
            legs.remove();
        }
    }

    static void measureShards(Children children, Broker broker, int seconds, int repetitions, Costs costs)
            throws Exception {
        Legs legs = new Legs(children, broker, "shards");
        legs.add("sql", DEFAULT_SHARDS, 1, Long.MAX_VALUE);
        for (int i = 0; i < repetitions; i++) {
            for (int shards : SHARDS) {
                legs.add("sql", shards, 1, Long.MAX_VALUE);
            }
        }
        try (Pair pair = legs.start()) {
            warmUp(legs.next(pair));
            for (int i = 0; i < repetitions; i++) {
                for (int shards : SHARDS) {
                    costs.add(shards(shards), measure(legs.next(pair), seconds), 1);
                }
            }
        } finally {
            legs.remove();
        }
    }

    private static void warmUp(Course course) throws Exception {
        course.warmUp(WARM_UP);
        course.finish();
    }

    private static Course.Span measure(Course course, int seconds) throws Exception {
        course.warmUp(SETTLE);
        Course.Span span = course.measure(Duration.ofSeconds(seconds));
        course.finish();
        return span;
    }
}
