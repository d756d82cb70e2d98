package io.quintet;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure of communication, with a closed code, the kind of failure, who concluded it, and whether a retry is safe.
 *
 * <p>What to do: {@link #retrySafe()} true: send again, with backoff. {@link Code#INVALID_ARGUMENT}: mend the request, see
 * {@link #violations()}. {@link Code#DEADLINE_EXCEEDED} or {@link Code#UNAVAILABLE} with {@code retrySafe} false: the outcome is
 * unknown; ask before sending again, or make the operation idempotent.
 */
public final class QuintetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final FailureMode failureMode;
    private final boolean fromPeer;
    private final boolean retrySafe;
    private final transient List<Violation> violations;
    private final @Nullable Duration retryAfter;

    private QuintetException(
            Code code,
            FailureMode failureMode,
            boolean fromPeer,
            boolean retrySafe,
            String message,
            List<Violation> violations,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.failureMode = failureMode;
        this.fromPeer = fromPeer;
        this.retrySafe = retrySafe;
        this.violations = violations;
        this.retryAfter = retryAfter;
    }

    /** A failure that this side concluded by itself; not safe to retry. */
    public static QuintetException concluded(Code code, FailureMode mode, String message) {
        return new QuintetException(code, mode, false, false, message, List.of(), null, null);
    }

    /** A failure that the peer reported, which also knows whether anything was done. */
    public static QuintetException reported(Code code, String message, List<Violation> violations, boolean retrySafe) {
        return new QuintetException(
                code, FailureMode.RESPONSE, true, retrySafe, message, List.copyOf(violations), null, null);
    }

    /** This side turns a request away before anything was done, as while it shuts down or when a limit is reached. */
    public static QuintetException refused(Code code, String message) {
        return new QuintetException(code, FailureMode.OMISSION, false, true, message, List.of(), null, null);
    }

    /** The request is wrong. */
    public static QuintetException invalid(String message, List<Violation> violations) {
        return new QuintetException(
                Code.INVALID_ARGUMENT,
                FailureMode.RESPONSE,
                false,
                false,
                message,
                List.copyOf(violations),
                null,
                null);
    }

    /** What was received does not come from whom it says, or not as it was sent. */
    public static QuintetException notAuthentic(String message, boolean retrySafe) {
        return new QuintetException(
                Code.UNAUTHENTICATED, FailureMode.ARBITRARY, false, retrySafe, message, List.of(), null, null);
    }

    /** Nothing was sent, so that sending again is safe. */
    public static QuintetException unreachable(String message, @Nullable Throwable cause) {
        return new QuintetException(Code.UNAVAILABLE, FailureMode.CRASH, false, true, message, List.of(), null, cause);
    }

    /** This side was interrupted while it waited, as when nobody needs the outcome any more. */
    public static QuintetException interrupted(String message, InterruptedException cause) {
        return concluded(Code.CANCELLED, FailureMode.OMISSION, message).causedBy(cause);
    }

    /** The deadline passed. */
    public static QuintetException deadlineExceeded(String message) {
        return concluded(Code.DEADLINE_EXCEEDED, FailureMode.TIMING, message);
    }

    /** The same failure with its cause, for logs on this side; causes never travel. */
    public QuintetException causedBy(Throwable cause) {
        return new QuintetException(
                code, failureMode, fromPeer, retrySafe, String.valueOf(getMessage()), violations, retryAfter, cause);
    }

    /** The same failure with how long to wait before sending again, for whoever says that it cannot serve now. */
    public QuintetException after(Duration wait) {
        return new QuintetException(
                code, failureMode, fromPeer, retrySafe, String.valueOf(getMessage()), violations, wait, getCause());
    }

    /** The code. */
    public Code code() {
        return code;
    }

    /** The kind of failure that this side has seen. */
    public FailureMode failureMode() {
        return failureMode;
    }

    /** Whether the peer said it; otherwise this side concluded it. */
    public boolean fromPeer() {
        return fromPeer;
    }

    /** Whether the operation certainly had no effect, so that sending it again cannot apply it twice. */
    public boolean retrySafe() {
        return retrySafe;
    }

    /** How long to wait before sending again; null where nobody has said. Retries wait at least that long. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What is wrong with the request; empty unless the code is {@link Code#INVALID_ARGUMENT}. */
    public List<Violation> violations() {
        return violations;
    }
}
