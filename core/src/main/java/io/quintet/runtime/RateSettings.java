package io.quintet.runtime;

import io.quintet.resilience.Rate;
import io.quintet.resilience.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * How often calls may come.
 *
 * @param perSecond how many a second
 * @param burst how many at once after a pause
 */
record RateSettings(int perSecond, int burst) {
    private static final int MOST = 10_000_000;

    /** Reads {@code name.limit} and {@code name.burst}; null where there is no limit. */
    static @Nullable RateSettings read(Scopes scopes, String name) {
        int limit = scopes.integer(name + ".limit", 0, 0, MOST);
        int burst = scopes.integer(name + ".burst", Math.max(1, limit / 10), 1, MOST);
        return limit == 0 ? null : new RateSettings(limit, burst);
    }

    Rate rate(Ticker ticker) {
        return new Rate(perSecond, burst, ticker);
    }
}
