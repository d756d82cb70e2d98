package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a handler's thread passes on to the calls and messages that it sends.
 *
 * @param deadline when the caller of the handler stops waiting
 * @param traceparent the W3C trace context
 * @param tracestate what belongs to it
 * @param baggage the W3C baggage
 * @param counts how often the handler has called what; null where nobody counts
 */
record CallContext(
        Deadline deadline,
        @Nullable String traceparent,
        @Nullable String tracestate,
        @Nullable String baggage,
        @Nullable CallCounts counts) {
    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    /** Without what is rarely there. */
    CallContext(Deadline deadline, @Nullable String traceparent) {
        this(deadline, traceparent, null, null, null);
    }

    /** Of a handler, from the headers that it was given. */
    static CallContext of(Deadline deadline, Headers headers, @Nullable CallCounts counts) {
        return new CallContext(
                deadline,
                headers.get(HeaderNames.TRACEPARENT),
                headers.get(HeaderNames.TRACESTATE),
                headers.get(HeaderNames.BAGGAGE),
                counts);
    }

    static @Nullable CallContext current() {
        return CURRENT.get();
    }

    /** Sets the headers of what is sent in a context, or in none. */
    static Headers.Builder passOn(@Nullable CallContext context, Headers.Builder headers) {
        headers.set(HeaderNames.TRACEPARENT, Traceparent.next(context));
        if (context != null) {
            headers.setIfPresent(HeaderNames.TRACESTATE, context.tracestate)
                    .setIfPresent(HeaderNames.BAGGAGE, context.baggage);
        }
        return headers;
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
