package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.contract.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run has seen of partial failure; times are since its begin.
 *
 * @param faults those that were asked for, and came to their end
 * @param operations those of which calls failed or circuits changed
 * @param estimates how many orders were placed with an estimate by whom
 * @param placing how long it took to place orders before, during and after the faults
 */
record Resilience(
        List<Failing> faults,
        List<Operation> operations,
        Map<String, Long> estimates,
        Map<String, Placings.Row> placing) {
    /**
     * A fault.
     *
     * @param does what the service did meanwhile, in words
     * @param faulty how many answers it befell, or how many processes were killed
     * @param circuitsOpened how often a circuit opened meanwhile
     */
    record Failing(
            String service,
            String mode,
            String does,
            int fromOrder,
            int toOrder,
            long fromMillis,
            long toMillis,
            long faulty,
            String counted,
            long circuitsOpened) {}

    /** An operation, as its callers saw it; see {@link Failures.Operation}. */
    record Operation(String operation, Map<String, Long> failed, long refused, long fallbacks, List<Change> circuits) {}

    /** A circuit has another state. */
    record Change(long atMillis, String target, String from, String to, String why) {}

    static Resilience of(long beganMillis, List<FaultCourse.Outcome> outcomes, Failures failures, Placings placings) {
        List<Failing> faults = new ArrayList<>();
        for (FaultCourse.Outcome outcome : outcomes) {
            Fault fault = outcome.scheduled().fault();
            faults.add(new Failing(
                    fault.service().name(),
                    fault.mode().toString(),
                    fault.mode().words(),
                    outcome.scheduled().orders().from(),
                    outcome.scheduled().orders().to(),
                    outcome.beganMillis() - beganMillis,
                    outcome.endedMillis() - beganMillis,
                    outcome.faulty(),
                    fault.mode().counted(),
                    outcome.opened()));
        }
        List<Operation> operations = failures.operations().stream()
                .map(each -> new Operation(
                        each.name(),
                        each.failed(),
                        each.refused(),
                        each.fallbacks(),
                        each.transitions().stream()
                                .map(transition -> new Change(
                                        transition.atMillis() - beganMillis,
                                        CircuitWords.where(transition),
                                        transition.from(),
                                        transition.to(),
                                        CircuitWords.why(transition)))
                                .toList()))
                .toList();
        Map<String, Long> estimates = new LinkedHashMap<>();
        for (Estimate.By by : Estimate.By.values()) {
            estimates.put(by.name(), placings.estimatesBy(by));
        }
        return new Resilience(faults, operations, estimates, placings.rows());
    }
}
