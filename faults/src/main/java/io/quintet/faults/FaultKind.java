package io.quintet.faults;

import io.quintet.FailureMode;

/** What goes wrong at a step. */
public enum FaultKind {
    /** It stops in the middle, as in a crash: an exception, and what comes after does not happen. */
    THROW(FailureMode.CRASH),
    /** What was to pass is lost. */
    DROP(FailureMode.OMISSION),
    /** It takes longer. */
    DELAY(FailureMode.TIMING),
    /** It is overtaken by others, never by those of its own key. */
    REORDER(FailureMode.TIMING),
    /** The other side answers with an error, and nothing was done. */
    FAIL(FailureMode.RESPONSE),
    /** It happens twice. */
    DUPLICATE(FailureMode.ARBITRARY),
    /** Its bytes are damaged. */
    CORRUPT(FailureMode.ARBITRARY),
    /** It is well-formed, and breaks what its contract asks for with {@code @Required} and {@code @Bounds}. */
    BREAK(FailureMode.RESPONSE);

    private final FailureMode mode;

    FaultKind(FailureMode mode) {
        this.mode = mode;
    }

    /** The failure mode that it is one of. */
    public FailureMode mode() {
        return mode;
    }
}
