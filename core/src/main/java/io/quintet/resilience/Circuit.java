package io.quintet.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.quintet.Code;
import io.quintet.QuintetException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one operation at one endpoint, or over messages at one channel. Safe for use by many threads.
 *
 * <p>Each call that {@link #tryEnter} lets in ends with {@link #ended} or {@link #left}.
 */
public final class Circuit {
    private final String operation;
    private final String target;
    private final CircuitSettings settings;
    private final Ticker ticker;
    private final Listener listener;
    private final CircuitBreaker breaker;
    private final AtomicReference<State> seen = new AtomicReference<>(State.CLOSED);
    private volatile long openUntil;

    /** Whether calls pass. */
    public enum State {
        /** Calls pass, and are counted. */
        CLOSED,
        /** A few trial calls pass, and decide. */
        HALF_OPEN,
        /** No call passes. */
        OPEN,
        /** No call passes until somebody says otherwise. */
        FORCED_OPEN,
        /** Every call passes until somebody says otherwise. */
        FORCED_CLOSED
    }

    /** Hears of changes, on the thread whose call brought them about. */
    @FunctionalInterface
    public interface Listener {
        /** The state is another. */
        void changed(Circuit circuit, State from, State to);
    }

    /** A closed one. */
    public Circuit(String operation, String target, CircuitSettings settings, Ticker ticker, Listener listener) {
        this.operation = operation;
        this.target = target;
        this.settings = settings;
        this.ticker = ticker;
        this.listener = listener;
        this.openUntil = ticker.nanos();
        this.breaker = CircuitBreaker.of(operation + " at " + target, config(settings, ticker));
    }

    private static CircuitBreakerConfig config(CircuitSettings settings, Ticker ticker) {
        CircuitBreakerConfig.Builder config = CircuitBreakerConfig.custom()
                .failureRateThreshold(settings.failureRate())
                .waitDurationInOpenState(settings.open())
                .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                .clock(ticker.asClock()) // the library's own default is the wall clock, which jumps
                .currentTimestampFunction(clock -> ticker.nanos(), TimeUnit.NANOSECONDS);
        if (settings.slowAfter() != null) {
            config.slowCallDurationThreshold(settings.slowAfter()).slowCallRateThreshold(settings.slowRate());
        }
        return switch (settings.window()) {
            case CircuitSettings.Window.Calls(int count) ->
                config.slidingWindow(
                                count,
                                settings.minimumCalls(),
                                SlidingWindowType.COUNT_BASED,
                                SlidingWindowSynchronizationStrategy.LOCK_FREE)
                        .build();
            case CircuitSettings.Window.Time(int seconds) ->
                config.slidingWindow(
                                seconds,
                                settings.minimumCalls(),
                                SlidingWindowType.TIME_BASED,
                                SlidingWindowSynchronizationStrategy
                                        .SYNCHRONIZED) // the lock-free one has a clock of its own
                        .build();
        };
    }

    /** The operation's qualified name. */
    public String operation() {
        return operation;
    }

    /** The endpoint's address, or the channel's name. */
    public String target() {
        return target;
    }

    /** Whether calls pass; one whose time of being open is over stays OPEN until a call asks. */
    public State state() {
        return switch (breaker.getState()) {
            case CLOSED, METRICS_ONLY -> State.CLOSED;
            case HALF_OPEN -> State.HALF_OPEN;
            case OPEN -> State.OPEN;
            case FORCED_OPEN -> State.FORCED_OPEN;
            case DISABLED -> State.FORCED_CLOSED;
        };
    }

    /** How long it stays open; zero where it is not, or not for a known time. */
    public Duration openFor() {
        return state() == State.OPEN ? Duration.ofNanos(Math.max(0, openUntil - ticker.nanos())) : Duration.ZERO;
    }

    /** Whether a call has a chance to be let in, without asking for it. */
    public boolean admits() {
        return switch (state()) {
            case CLOSED, HALF_OPEN, FORCED_CLOSED -> true;
            case OPEN -> openUntil - ticker.nanos() <= 0;
            case FORCED_OPEN -> false;
        };
    }

    /** Lets a call in, or not. */
    public boolean tryEnter() {
        boolean entered = breaker.tryAcquirePermission();
        look();
        return entered;
    }

    /** A call that was let in has ended, with a failure or none. */
    public void ended(@Nullable Throwable failure, long nanos) {
        if (failure == null || (Blame.of(failure) == Blame.CALLER && Blame.answered(failure))) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else if (Blame.of(failure) == Blame.SERVICE) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        } else {
            breaker.releasePermission();
        }
        look();
    }

    /** A call that was let in says nothing about the peer. */
    public void left() {
        breaker.releasePermission();
    }

    /** What a call that is not let in fails with. */
    public QuintetException refusal() {
        String why = operation + " at " + target + ": the circuit is ";
        Duration remaining = openFor();
        why += switch (state()) {
            case OPEN -> "open for another " + remaining.toMillis() + " ms, since " + reason();
            case FORCED_OPEN -> "forced open";
            case HALF_OPEN -> "half open, and its " + settings.trialCalls() + " trial calls are under way";
            case CLOSED, FORCED_CLOSED -> "closed again"; // in between
        };
        QuintetException refused = Refusal.of(Code.UNAVAILABLE, why);
        return remaining.isZero() ? refused : refused.after(remaining);
    }

    private String reason() {
        return settings.failureRate() + " % or more of the calls before failed"
                + (settings.slowAfter() == null ? "" : ", or " + settings.slowRate() + " % were slow");
    }

    /** Lets no call in, until {@link #reset} or {@link #forceClosed}. */
    public void forceOpen() {
        breaker.transitionToForcedOpenState();
        look();
    }

    /** Lets every call in, until {@link #reset} or {@link #forceOpen}. */
    public void forceClosed() {
        breaker.transitionToDisabledState();
        look();
    }

    /** Closes it and forgets what was counted. */
    public void reset() {
        breaker.reset();
        look();
    }

    /** Notices changes by looking: the library's events would cost an object and a date per call. */
    private void look() {
        State before = seen.get();
        State now = state();
        if (now == before) {
            return;
        }
        if (now == State.OPEN) {
            openUntil = ticker.nanos() + settings.open().toNanos();
        }
        if (seen.compareAndSet(before, now)) {
            listener.changed(this, before, now);
        }
    }

    @Override
    public String toString() {
        return operation + " at " + target + ": " + state();
    }
}
