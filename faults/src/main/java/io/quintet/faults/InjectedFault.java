package io.quintet.faults;

/** The exception of a {@link FaultKind#THROW}; without a stack trace, for it is nobody's mistake. */
public final class InjectedFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedFault(Fault fault) {
        super("injected: " + fault.name(), null, false, false);
    }
}
