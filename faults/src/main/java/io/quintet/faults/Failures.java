package io.quintet.faults;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.util.concurrent.locks.LockSupport;

/** Faults as the exceptions that a technology would give. */
final class Failures {
    private Failures() {}

    /** It may or may not have happened. */
    static QuintetException unknown(Fault fault) {
        return QuintetException.concluded(
                Code.UNAVAILABLE, fault.kind().mode(), "injected: " + fault.name() + ": the outcome is unknown");
    }

    /** It did not happen. */
    static QuintetException refused(Fault fault) {
        return QuintetException.refused(Code.UNAVAILABLE, "injected: " + fault.name() + ": nothing was done");
    }

    /** Waits for the fault's delay. */
    static void pause(Fault fault) {
        long end = System.nanoTime() + fault.delay().toNanos();
        long left = end - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = end - System.nanoTime();
        }
    }
}
