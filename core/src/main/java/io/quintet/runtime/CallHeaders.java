package io.quintet.runtime;

import io.quintet.Due;
import io.quintet.contract.OperationModel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The headers that a call has from the start; they stay the same when it is sent again. */
@FunctionalInterface
interface CallHeaders {
    /** For a call made in a context, or in none. */
    Headers of(@Nullable CallContext context);

    /** Of calls that become messages; {@code due} is null where those are to be delivered at once. */
    static CallHeaders ofMessages(Supplier<String> ids, @Nullable Due due, Clock clock) {
        return context -> {
            Headers.Builder headers = Headers.builder().set(HeaderNames.ID, ids.get());
            if (due != null) {
                headers.set(
                        HeaderNames.NOT_BEFORE, Long.toString(due.from(clock).toEpochMilli()));
            }
            return CallContext.passOn(context, headers).build();
        };
    }

    /** Of calls; {@code caller} is null where services are not told who calls. */
    static CallHeaders ofCalls(OperationModel operation, Supplier<String> ids, @Nullable String caller) {
        if (caller != null) {
            return context -> {
                Headers.Builder headers = Headers.builder().set(HeaderNames.SOURCE, caller);
                if (operation.keyed()) {
                    headers.set(HeaderNames.IDEMPOTENCY_KEY, ids.get());
                }
                return CallContext.passOn(context, headers).build();
            };
        }
        if (!operation.keyed()) {
            return context -> context == null
                    ? Headers.of(HeaderNames.TRACEPARENT, Traceparent.next(null))
                    : CallContext.passOn(context, Headers.builder()).build();
        }
        return context -> CallContext.passOn(context, Headers.builder().set(HeaderNames.IDEMPOTENCY_KEY, ids.get()))
                .build();
    }
}
