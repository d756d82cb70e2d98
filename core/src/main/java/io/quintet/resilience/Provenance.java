package io.quintet.resilience;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether what a call returned came from the service or is a fallback.
 *
 * <pre>{@code
 * Provenance provenance = new Provenance();
 * Ticket ticket = provenance.of(() -> kitchen.findTicket(query));
 * if (provenance.fallback() != null) { ... }
 * }</pre>
 *
 * <p>For an asynchronous operation it is known when the stage is complete. One object is for one call at a time.
 */
public final class Provenance {
    private static final ThreadLocal<@Nullable Provenance> CURRENT = new ThreadLocal<>();

    private volatile @Nullable Fallback fallback;

    /** Something that calls. */
    @FunctionalInterface
    public interface Calling<T extends @Nullable Object, E extends Exception> {
        /** Calls. */
        T call() throws E;
    }

    /** Calls, and notes what comes of it. */
    public <T extends @Nullable Object, E extends Exception> T of(Calling<T, E> calling) throws E {
        fallback = null;
        Provenance before = bind(this);
        try {
            return calling.call();
        } finally {
            bind(before);
        }
    }

    /** What was returned instead of the service's response; null where it is the service's response. */
    public @Nullable Fallback fallback() {
        return fallback;
    }

    /** Notes a fallback; the runtime does. */
    public void note(Fallback what) {
        fallback = what;
    }

    /** Who asks on this thread; null for nobody. */
    public static @Nullable Provenance current() {
        return CURRENT.get();
    }

    /** Binds to the thread; the caller restores with what it gets back. */
    public static @Nullable Provenance bind(@Nullable Provenance provenance) {
        Provenance before = CURRENT.get();
        if (provenance == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(provenance);
        }
        return before;
    }
}
