package io.quintet.resilience;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A rate for each caller; those that are quiet are forgotten. Safe for use by many threads. */
public final class CallerRates {
    private static final int MOST = 10_000;
    private static final int MOST_CHARACTERS = 128;
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final int burst;
    private final Ticker ticker;
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();
    private final AtomicLong nextSweep;

    /** The same for each. */
    public CallerRates(double perSecond, int burst, Ticker ticker) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.ticker = ticker;
        this.nextSweep = new AtomicLong(ticker.nanos());
    }

    /**
     * The rate of a caller, of whose name the first 128 characters count; callers beyond the ten-thousandth share one while all others are
     * busy, and for a second at most when they are not.
     */
    public Rate of(String caller) {
        String name = caller.length() > MOST_CHARACTERS ? caller.substring(0, MOST_CHARACTERS) : caller;
        Rate known = rates.get(name);
        if (known != null) {
            return known;
        }
        if (rates.size() >= MOST) {
            forgetQuietOnes();
        }
        return rates.computeIfAbsent(rates.size() >= MOST ? "" : name, unused -> new Rate(perSecond, burst, ticker));
    }

    // anybody can send new names as fast as he likes, and must not make each of them cost a look at all that are known
    private void forgetQuietOnes() {
        long due = nextSweep.get();
        long now = ticker.nanos();
        if (now - due >= 0 && nextSweep.compareAndSet(due, now + SWEEP_NANOS)) {
            rates.values().removeIf(Rate::idle);
        }
    }
}
