package io.quintet.resilience;

import org.jspecify.annotations.Nullable;

/** The cause of a failure with which a policy of this side turned a call away: nothing was sent, and trying again at once is of no use. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it says nothing, and refusals come by the thousand. */
    public Refusal(String why) {
        super(why, null, false, false);
    }

    /** Whether a failure is one. */
    public static boolean caused(@Nullable Throwable failure) {
        return failure != null && failure.getCause() instanceof Refusal;
    }
}
