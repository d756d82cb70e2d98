package io.quintet.spi;

/** A {@link Failure} on its way from the server chain to a call transport. */
public final class CallFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** Without a stack trace: the trace of the cause is logged where it happened. */
    public CallFailure(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    /** What to send. */
    public Failure failure() {
        return failure;
    }
}
