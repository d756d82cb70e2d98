package io.quintet.examples.fooddelivery.demo;

import java.util.HashMap;
import java.util.Map;

/** What the checker has seen of one order. */
final class Tally {
    private final int[] rows = new int[Effect.COUNT];
    private final Map<String, Integer> versions = new HashMap<>(4);
    private int unexpected;
    private int breaks;

    void add(Effect effect) {
        rows[effect.ordinal()]++;
    }

    /** A row that no order should leave behind. */
    void addUnexpected() {
        unexpected++;
    }

    /** Rows of one channel must come in the order of their versions; the same one again is a matter of {@link #extra}. */
    void heard(String channel, int version) {
        int before = versions.getOrDefault(channel, 0);
        if (version < before) {
            breaks++;
        } else {
            versions.put(channel, version);
        }
    }

    boolean complete() {
        return missing() == 0;
    }

    int missing() {
        int missing = 0;
        for (int count : rows) {
            missing += count == 0 ? 1 : 0;
        }
        return missing;
    }

    /** How many rows are more than one of their kind. */
    int extra() {
        int extra = 0;
        for (int count : rows) {
            extra += Math.max(0, count - 1);
        }
        return extra;
    }

    int total() {
        int total = unexpected;
        for (int count : rows) {
            total += count;
        }
        return total;
    }

    int unexpected() {
        return unexpected;
    }

    int breaks() {
        return breaks;
    }

    /** Such as {@code DELIVERY_SCHEDULED=0 TICKET_CREATED=2}: what is not as it should be. */
    String oddities() {
        StringBuilder text = new StringBuilder();
        for (Effect effect : Effect.values()) {
            if (rows[effect.ordinal()] != 1) {
                text.append(' ').append(effect).append('=').append(rows[effect.ordinal()]);
            }
        }
        if (unexpected > 0) {
            text.append(" unexpected=").append(unexpected);
        }
        if (breaks > 0) {
            text.append(" out of order=").append(breaks);
        }
        return text.toString().strip();
    }
}
