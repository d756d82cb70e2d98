package io.quintet.runtime;

import io.quintet.resilience.Gate;
import io.quintet.resilience.Limit;
import io.quintet.resilience.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be under way at a time.
 *
 * @param limit how many
 * @param adaptive whether the limit follows the times that calls take, up to {@code limit}
 */
record ConcurrencySettings(int limit, boolean adaptive) {
    private static final int USUAL = 1024;
    private static final int MOST = 1_000_000;

    /** Reads {@code name.limit} and {@code name.adaptive}; null where there is no limit. */
    static @Nullable ConcurrencySettings read(Scopes scopes, String name) {
        int limit = scopes.integer(name + ".limit", USUAL, 0, MOST);
        boolean adaptive = scopes.flag(name + ".adaptive", false);
        return limit == 0 ? null : new ConcurrencySettings(limit, adaptive);
    }

    Gate gate(Ticker ticker) {
        return new Gate(adaptive ? Limit.adaptive(limit, ticker) : Limit.fixed(limit));
    }
}
