package io.quintet.runtime;

import io.quintet.message.HeaderNames;
import io.quintet.resilience.CallerRates;
import io.quintet.resilience.Rate;
import io.quintet.spi.Call;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Server chain: turns calls away that come faster than the rate that was set for an operation, or for each of its callers. */
final class RateLimitedCall implements ServedCall {
    private static final String UNNAMED = "";

    private final ServedCall next;
    private final @Nullable Rate all;
    private final @Nullable CallerRates callers;

    RateLimitedCall(ServedCall next, @Nullable Rate all, @Nullable CallerRates callers) {
        this.next = next;
        this.all = all;
        this.callers = callers;
    }

    @Override
    public @Nullable Object handle(Call call) throws Exception {
        if (callers != null) {
            String caller = Objects.requireNonNullElse(call.headers().get(HeaderNames.SOURCE), UNNAMED);
            take(callers.of(caller), call, "server.caller-rate.limit allows for " + name(caller));
        }
        if (all != null) {
            take(all, call, "server.rate.limit allows");
        }
        return next.handle(call);
    }

    private static String name(String caller) {
        return caller.isEmpty() ? "callers without a name" : caller;
    }

    private static void take(Rate rate, Call call, String by) throws Exception {
        if (!rate.tryTake()) {
            throw Shedding.failure(
                    call.operation().model().qualifiedName() + ": called more often than " + by, rate.next());
        }
    }
}
