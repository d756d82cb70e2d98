package io.quintet.runtime;

import io.quintet.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * What a handler's thread passes on to the calls and messages that it sends.
 *
 * @param deadline when the caller of the handler stops waiting
 * @param traceparent the W3C trace context
 */
record CallContext(Deadline deadline, @Nullable String traceparent) {
    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    static @Nullable CallContext current() {
        return CURRENT.get();
    }

    /** Binds to the thread; the caller restores with what it gets back. */
    static @Nullable CallContext bind(@Nullable CallContext context) {
        CallContext before = CURRENT.get();
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
        return before;
    }
}
