package io.quintet.resilience;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A rate for each caller; those that are quiet are forgotten. Safe for use by many threads. */
public final class CallerRates {
    private static final int MOST = 10_000;

    private final double perSecond;
    private final int burst;
    private final Ticker ticker;
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();

    /** The same for each. */
    public CallerRates(double perSecond, int burst, Ticker ticker) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.ticker = ticker;
    }

    /** The rate of a caller; callers beyond the ten-thousandth share one while all others are busy. */
    public Rate of(String caller) {
        Rate known = rates.get(caller);
        if (known != null) {
            return known;
        }
        if (rates.size() >= MOST) {
            rates.values().removeIf(Rate::idle);
        }
        String name = rates.size() >= MOST ? "" : caller;
        return rates.computeIfAbsent(name, unused -> new Rate(perSecond, burst, ticker));
    }
}
