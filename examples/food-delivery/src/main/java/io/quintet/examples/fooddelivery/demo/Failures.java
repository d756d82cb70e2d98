package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.process.StatsLine;
import io.quintet.examples.fooddelivery.process.StatsLine.CircuitChange;
import io.quintet.examples.fooddelivery.process.StatsLine.FailedCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What callers saw of partial failure, in all processes together: failed calls by operation, and circuits. Safe for use by many threads. */
final class Failures {
    private final Consumer<Transition> changed;
    private final Map<String, Seen> operations = new TreeMap<>();
    private long wrong;

    /**
     * A circuit has another state.
     *
     * @param failed the calls of the operation that had failed by then since the last one, by mode
     */
    record Transition(
            long atMillis, String operation, String target, String from, String to, Map<String, Long> failed) {}

    /** Calls of one operation. */
    private static final class Seen {
        final List<Transition> transitions = new ArrayList<>();
        final Map<String, Long> failed = new TreeMap<>();
        final Map<String, Long> sinceTransition = new TreeMap<>();
        long refused;
        long fallbacks;
    }

    /**
     * What was seen of one operation.
     *
     * @param failed calls that were made and failed, by mode
     * @param refused calls that were not made, for a circuit was open
     * @param fallbacks how often a caller got something else instead
     */
    record Operation(
            String name, Map<String, Long> failed, long refused, long fallbacks, List<Transition> transitions) {}

    /** {@code changed} hears of each change of a circuit. */
    Failures(Consumer<Transition> changed) {
        this.changed = changed;
    }

    /** Adds what a process has counted. */
    void add(StatsLine line) {
        List<Transition> news = new ArrayList<>();
        synchronized (this) {
            wrong += line.wrong();
            line.failed().forEach(this::add);
            for (CircuitChange change : line.circuits()) {
                Seen seen = of(change.operation());
                Transition transition = new Transition(
                        change.atMillis(),
                        change.operation(),
                        change.target(),
                        change.from(),
                        change.to(),
                        new LinkedHashMap<>(seen.sinceTransition));
                seen.sinceTransition.clear();
                seen.transitions.add(transition);
                news.add(transition);
            }
        }
        news.forEach(changed);
    }

    private void add(FailedCalls calls) {
        Seen seen = of(calls.operation());
        if (calls.fellBack()) {
            seen.fallbacks += calls.count();
        }
        if (calls.refused()) {
            seen.refused += calls.count();
        } else {
            seen.failed.merge(calls.mode(), calls.count(), Long::sum);
            seen.sinceTransition.merge(calls.mode(), calls.count(), Long::sum);
        }
    }

    private Seen of(String operation) {
        return operations.computeIfAbsent(operation, any -> new Seen());
    }

    /** How many answers were wrong because a process was told to make them so. */
    synchronized long wrong() {
        return wrong;
    }

    /** How often circuits of a contract's operations have come into a state so far. */
    synchronized long times(String contract, String state) {
        return operations.entrySet().stream()
                .filter(each -> each.getKey().startsWith(contract + "."))
                .flatMap(each -> each.getValue().transitions.stream())
                .filter(transition -> transition.to().equals(state))
                .count();
    }

    /** Whether all circuits of a contract's operations are closed, as far as is known. */
    synchronized boolean closed(String contract) {
        Map<String, String> last = new LinkedHashMap<>();
        operations.values().stream()
                .flatMap(seen -> seen.transitions.stream())
                .filter(transition -> transition.operation().startsWith(contract + "."))
                .forEach(transition -> last.put(transition.operation() + " " + transition.target(), transition.to()));
        return last.values().stream().allMatch("CLOSED"::equals);
    }

    /** What was seen, by operation. */
    synchronized List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        operations.forEach((name, seen) -> all.add(new Operation(
                name, new LinkedHashMap<>(seen.failed), seen.refused, seen.fallbacks, List.copyOf(seen.transitions))));
        return all;
    }
}
