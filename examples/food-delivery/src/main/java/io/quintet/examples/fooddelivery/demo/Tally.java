package io.quintet.examples.fooddelivery.demo;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the checker has seen of one order. */
final class Tally {
    private final Map<Effect, Integer> rows = new EnumMap<>(Effect.class);
    private final Map<String, Integer> versions = new HashMap<>(4);
    private int unexpected;
    private int breaks;

    void add(Effect effect) {
        rows.merge(effect, 1, Integer::sum);
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
        return Effect.COUNT - rows.size();
    }

    /** How many rows are more than one of their kind. */
    int extra() {
        return sum() - rows.size();
    }

    int total() {
        return sum() + unexpected;
    }

    private int sum() {
        int sum = 0;
        for (int count : rows.values()) {
            sum += count;
        }
        return sum;
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
            int count = rows.getOrDefault(effect, 0);
            if (count != 1) {
                text.append(' ').append(effect).append('=').append(count);
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
