package io.quintet.verify;

import io.quintet.faults.history.Effect;
import io.quintet.faults.history.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the operations of one kind ended: where none succeeds, none can be lost either.
 *
 * @param begun how many were begun
 * @param succeeded how many of those certainly took effect
 * @param answers how many answers their requesters got
 */
record Tally(long begun, long succeeded, long answers) {
    /** Faults and rollbacks leave more than half; less than this share says that something else is wrong. */
    private static final double LEAST_SUCCEEDED = 0.1;

    /** Of fewer, chance alone may let none succeed. */
    private static final int ENOUGH = 20;

    private static final Tally NONE = new Tally(0, 0, 0);

    /** By kind. */
    static Map<String, Tally> of(List<Event> history, List<Effect> effects) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Event event : history) {
            boolean ok = event.type() == Event.Type.OK;
            Tally one = new Tally(
                    event.type() == Event.Type.INVOKE ? 1 : 0,
                    ok ? 1 : 0,
                    ok && !event.note().isEmpty() ? 1 : 0);
            tallies.merge(event.kind(), one, Tally::plus);
        }
        long replies = effects.stream()
                .filter(effect -> effect.group().equals(Kinds.REPLIES))
                .count();
        tallies.computeIfPresent(Kinds.ORDER, (kind, tally) -> tally.plus(new Tally(0, 0, replies)));
        return tallies;
    }

    /** Whether it says something that none has succeeded. */
    private boolean tells() {
        return begun == 0 || begun >= ENOUGH;
    }

    private boolean tooFewSucceeded() {
        return tells() && succeeded < Math.max(1, LEAST_SUCCEEDED * begun);
    }

    private boolean nobodyAnswered() {
        return tells() && answers == 0;
    }

    Tally plus(Tally other) {
        return new Tally(begun + other.begun, succeeded + other.succeeded, answers + other.answers);
    }

    /** Those of several runs together. */
    static Map<String, Tally> sum(List<Map<String, Tally>> runs) {
        Map<String, Tally> all = new TreeMap<>();
        runs.forEach(run -> run.forEach((kind, tally) -> all.merge(kind, tally, Tally::plus)));
        return all;
    }

    /** The kinds of which too few have succeeded in a row; of those that must succeed in time {@link #unanswered} tells. */
    static List<String> failed(Map<String, Tally> tallies) {
        List<String> doubts = new ArrayList<>();
        for (String kind : Kinds.BEGUN) {
            if (Kinds.IN_TIME.contains(kind)) {
                continue;
            }
            Tally tally = tallies.getOrDefault(kind, NONE);
            if (tally.tooFewSucceeded()) {
                doubts.add(tally.succeeded + " of " + tally.begun + " operations \"" + kind
                        + "\" succeeded (expected: at least a tenth)");
            }
        }
        return doubts;
    }

    /** The kinds that have answers, and of which nobody got one. */
    static List<String> unanswered(Map<String, Tally> tallies) {
        return Kinds.ANSWERED.stream()
                .filter(kind -> tallies.getOrDefault(kind, NONE).nobodyAnswered())
                .map(kind -> "no operation \"" + kind + "\" was answered (expected: some)")
                .toList();
    }
}
