package io.quintet.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ejects endpoints that fail while others of the same contract do not, for a time. Safe for use by many threads. */
public final class Outliers {
    private final Settings settings;
    private final List<Health> ejected = new ArrayList<>();
    private volatile int size;

    /**
     * When to eject.
     *
     * @param failures how many failures in a row
     * @param time for how long the first time; longer, up to ten times, when it fails again soon
     * @param share at most so many percent of all are ejected at a time
     */
    public record Settings(int failures, Duration time, int share) {
        /** Five in a row, 10 s, half of all. */
        public static final Settings DEFAULT = new Settings(5, Duration.ofSeconds(10), 50);
    }

    /** With nobody ejected. */
    public Outliers(Settings settings) {
        this.settings = settings;
    }

    /** How many endpoints there are. */
    public void size(int endpoints) {
        size = endpoints;
    }

    /** A call to one ended. */
    public void ended(Health health, @Nullable Throwable failure) {
        if (failure == null || (Blame.answered(failure) && Blame.of(failure) == Blame.CALLER)) {
            health.succeeded();
        } else if (Blame.of(failure) == Blame.SERVICE && health.failed() >= settings.failures()) {
            eject(health);
        }
    }

    private synchronized void eject(Health health) {
        ejected.removeIf(other -> !other.avoided());
        if (!ejected.contains(health) && (ejected.size() + 1) * 100 <= size * settings.share()) {
            ejected.add(health);
            health.eject(settings.time());
        }
    }
}
