package io.quintet.faults.history;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How each operation of a history ended; one that was begun and of which nothing more is heard may have happened, and one that was
 * accepted may still be refused, as by an answer that comes later.
 */
final class Outcomes {
    private final Map<String, Outcome> byOp = new LinkedHashMap<>();

    private Outcomes() {}

    /** An operation and its end. */
    record Outcome(Event event, Event.Type end) {}

    static Outcomes of(List<Event> history) {
        Outcomes outcomes = new Outcomes();
        for (Event event : history) {
            Outcome now = outcomes.byOp.get(event.op());
            if (now == null) {
                outcomes.byOp.put(
                        event.op(),
                        new Outcome(event, event.type() == Event.Type.INVOKE ? Event.Type.INFO : event.type()));
            } else if (event.type() != Event.Type.INVOKE && now.end() != Event.Type.FAIL) {
                outcomes.byOp.put(event.op(), new Outcome(now.event(), event.type()));
            }
        }
        return outcomes;
    }

    Collection<Outcome> all() {
        return byOp.values();
    }

    @Nullable
    Outcome of(String op) {
        return byOp.get(op);
    }
}
