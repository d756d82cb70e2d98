package io.quintet.examples.fooddelivery.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was seen of faults, for people; nothing where there were none. */
final class FaultSummary {
    private FaultSummary() {}

    static List<String> lines(Resilience seen) {
        List<String> lines = new ArrayList<>();
        if (seen.faults().isEmpty()) {
            return lines;
        }
        lines.add("");
        for (Resilience.Failing fault : seen.faults()) {
            lines.add("FAULT " + fault.mode() + ": " + clock(fault.fromMillis()) + " to " + clock(fault.toMillis())
                    + ", orders "
                    + fault.fromOrder() + " to " + fault.toOrder() + ", the " + fault.service() + " " + fault.does()
                    + ": " + Texts.count(fault.faulty()) + " " + fault.counted());
        }
        for (Resilience.Operation operation : seen.operations()) {
            if (operation.circuits().isEmpty() && operation.fallbacks() == 0) {
                lines.add("  elsewhere, " + operation.operation() + ": " + failed(operation));
                continue;
            }
            lines.add("  " + operation.operation() + ", as its callers saw it");
            for (Resilience.Change change : operation.circuits()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "    %s  circuit %-9s at %s: %s",
                        clock(change.atMillis()),
                        CircuitWords.state(change.to()),
                        change.target(),
                        change.why()));
            }
            String refused = Texts.count(operation.refused()) + " were refused by an open circuit";
            String instead = Texts.count(operation.fallbacks()) + " fallbacks were served instead";
            lines.add("    " + failed(operation) + ", " + refused + ", " + instead);
        }
        lines.add("  orders placed    with an estimate by the kitchen "
                + Texts.count(seen.estimates().getOrDefault("KITCHEN", 0L)) + ", by the fallback "
                + Texts.count(seen.estimates().getOrDefault("FALLBACK", 0L)));
        seen.placing()
                .forEach((phase, row) -> lines.add(String.format(
                        Locale.ROOT,
                        "    %-7s %9s orders       p50 %8s   p99 %8s",
                        phase.toLowerCase(Locale.ROOT),
                        Texts.count(row.orders()),
                        Texts.latency(row.p50Micros()),
                        Texts.latency(row.p99Micros()))));
        lines.add("");
        return lines;
    }

    private static String failed(Resilience.Operation operation) {
        return Texts.count(sum(operation)) + " calls failed" + CircuitWords.modes(operation.failed());
    }

    private static long sum(Resilience.Operation operation) {
        return operation.failed().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String clock(long millis) {
        return Texts.clock(Duration.ofMillis(millis));
    }
}
