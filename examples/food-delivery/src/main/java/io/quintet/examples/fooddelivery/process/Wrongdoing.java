package io.quintet.examples.fooddelivery.process;

import io.quintet.faults.Decoration;
import io.quintet.faults.Decorations;
import io.quintet.faults.FaultKind;
import io.quintet.faults.FaultPlan;
import io.quintet.faults.Step;

/**
 * A process that is told to answers calls wrongly: well-formed, and against its contract. For that its calls go over the transport
 * {@code faulty-calls}, without which nothing here has an effect.
 */
final class Wrongdoing {
    private final FaultPlan plan =
            FaultPlan.seeded(1).with(Step.BEFORE_ANSWER, FaultKind.BREAK, 1).build();
    private long told;

    /** Does nothing wrong yet. */
    Wrongdoing() {
        plan.stop();
        Decorations.assignToOthers(Decoration.of(plan));
    }

    void begin() {
        plan.proceed();
    }

    void end() {
        plan.stop();
    }

    /** How many answers were wrong since the last time. */
    synchronized long take() {
        long all = plan.fired().values().stream().mapToLong(Long::longValue).sum();
        long taken = all - told;
        told = all;
        return taken;
    }
}
