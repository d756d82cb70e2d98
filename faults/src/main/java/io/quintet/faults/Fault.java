package io.quintet.faults;

import java.time.Duration;

/**
 * A fault that fires.
 *
 * @param step where
 * @param kind what
 * @param delay how long, for those that take time
 */
public record Fault(Step step, FaultKind kind, Duration delay) {
    /** Step and kind, as {@code BEFORE_ACK.DROP}. */
    public String name() {
        return step + "." + kind;
    }
}
