package io.quintet.runtime;

import io.quintet.resilience.CallerRates;
import io.quintet.resilience.Rate;
import io.quintet.resilience.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the server chain of an operation does against too much to do.
 *
 * @param concurrency how many calls are handled at a time; null for no limit
 * @param queueLength how many wait
 * @param queueTime how long
 * @param retryAfter when those that are turned away may come back
 * @param rate of all callers together; null for none
 * @param callerRate of each; null for none
 */
record ServerPolicies(
        @Nullable ConcurrencySettings concurrency,
        int queueLength,
        Duration queueTime,
        Duration retryAfter,
        @Nullable RateSettings rate,
        @Nullable RateSettings callerRate) {
    private static final int MOST = 1_000_000;

    /** Reads them. */
    static ServerPolicies read(Scopes scopes) {
        return new ServerPolicies(
                ConcurrencySettings.read(scopes, "server.concurrency"),
                scopes.integer("server.queue.length", 256, 0, MOST),
                scopes.duration("server.queue.time", Duration.ofMillis(100)),
                scopes.duration("server.retry-after", Duration.ofSeconds(1)),
                RateSettings.read(scopes, "server.rate"),
                RateSettings.read(scopes, "server.caller-rate"));
    }

    @Nullable
    Rate rate(Ticker ticker) {
        return rate == null ? null : rate.rate(ticker);
    }

    @Nullable
    CallerRates callerRates(Ticker ticker) {
        return callerRate == null ? null : new CallerRates(callerRate.perSecond(), callerRate.burst(), ticker);
    }
}
