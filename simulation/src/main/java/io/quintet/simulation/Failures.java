package io.quintet.simulation;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.resilience.Refusal;
import java.time.Duration;
import java.util.List;

/** How attempts fail, as the transports say it. Made once: a stack trace costs more than a simulated call. */
@SuppressWarnings("StaticAssignmentOfThrowable") // where they were made does not matter here
final class Failures {
    static final QuintetException UNREACHABLE = QuintetException.unreachable("connection refused", null);
    static final QuintetException BROKEN =
            QuintetException.reported(Code.INTERNAL, "the handler failed", List.of(), false);
    static final QuintetException WRONG =
            QuintetException.concluded(Code.DATA_LOSS, FailureMode.RESPONSE, "the response breaks the contract");
    static final QuintetException LATE = QuintetException.deadlineExceeded("no answer in time");
    static final QuintetException TOO_MUCH = QuintetException.reported(
                    Code.RESOURCE_EXHAUSTED, "too much to do", List.of(), true)
            .after(Duration.ofMillis(500));
    static final QuintetException NOBODY = QuintetException.unreachable("no instance", null);
    static final QuintetException OPEN = Refusal.of(Code.UNAVAILABLE, "the circuit is open");

    private Failures() {}
}
