package io.quintet.resilience;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.QuintetException;

/**
 * Whose doing a failure is: the one table for circuits, ejection and fallbacks.
 *
 * <p>{@link #SERVICE} counts against a service, and may be fallen back from. {@link #LOAD} may be fallen back from, too, but says that the
 * service protects itself: a circuit that opens then would take away what it still does. {@link #CALLER} is an answer like any other.
 */
public enum Blame {
    /** The service is not there, too slow, or wrong. */
    SERVICE,
    /** A limit turned the call away. */
    LOAD,
    /** The caller asked for something that is not to be had, or went away. */
    CALLER;

    /** Whose doing an error with a code is. */
    public static Blame of(Code code) {
        return switch (code) {
            case UNKNOWN, DEADLINE_EXCEEDED, INTERNAL, UNAVAILABLE, DATA_LOSS -> SERVICE;
            case RESOURCE_EXHAUSTED -> LOAD;
            case CANCELLED,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    UNAUTHENTICATED -> CALLER;
        };
    }

    /** Whose doing it is that a call ended with this; a contract's own exceptions, and bugs on this side, are the caller's to deal with. */
    public static Blame of(Throwable failure) {
        return !(failure instanceof QuintetException e) ? CALLER : doubted(e) ? SERVICE : of(e.code());
    }

    /** Whether this side does not believe what it was answered. */
    private static boolean doubted(QuintetException e) {
        return e.code() == Code.UNAUTHENTICATED && !e.fromPeer();
    }

    /** Whether a failure shows that the peer works, since it was the peer that answered so. */
    static boolean answered(Throwable failure) {
        return failure instanceof DomainException || (failure instanceof QuintetException e && e.fromPeer());
    }
}
