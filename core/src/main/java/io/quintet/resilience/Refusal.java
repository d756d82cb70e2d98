package io.quintet.resilience;

import io.quintet.Code;
import io.quintet.QuintetException;
import org.jspecify.annotations.Nullable;

/** The cause of a failure with which a policy of this side turned a call away: nothing was sent, and trying again at once is of no use. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it says nothing, and refusals come by the thousand. */
    private Refusal(String why) {
        super(why, null, false, false);
    }

    /** What a call fails with that is turned away. */
    public static QuintetException of(Code code, String why) {
        return QuintetException.refused(code, why).causedBy(new Refusal(why));
    }

    /** Whether a failure is one. */
    public static boolean caused(@Nullable Throwable failure) {
        return failure != null && failure.getCause() instanceof Refusal;
    }
}
