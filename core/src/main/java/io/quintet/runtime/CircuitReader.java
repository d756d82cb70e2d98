package io.quintet.runtime;

import io.quintet.resilience.CircuitSettings;
import io.quintet.resilience.CircuitSettings.Window;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads the settings {@code circuit.*}. */
final class CircuitReader {
    private static final int MOST_CALLS = 100_000;
    private static final int MOST_SECONDS = 3600;
    private static final String WINDOW = "circuit.window";

    private CircuitReader() {}

    /** When circuits open; null where there are none. */
    static @Nullable CircuitSettings read(Scopes scopes) {
        CircuitSettings usual = CircuitSettings.DEFAULT;
        Window window = window(scopes);
        CircuitSettings read = new CircuitSettings(
                scopes.integer("circuit.failure-rate", usual.failureRate(), 1, 100),
                window,
                scopes.integer("circuit.minimum-calls", usualMinimum(window), 1, MOST_CALLS),
                scopes.duration("circuit.slow-after"),
                scopes.integer("circuit.slow-rate", usual.slowRate(), 1, 100),
                scopes.duration("circuit.open", usual.open()),
                scopes.integer("circuit.trial-calls", usual.trialCalls(), 1, 1000));
        if (window instanceof Window.Calls(int count) && read.minimumCalls() > count) {
            throw scopes.wrong("circuit.minimum-calls", "at most " + WINDOW + ", which is " + count);
        }
        return scopes.flag("circuit.enabled", true) ? read : null;
    }

    private static int usualMinimum(Window window) {
        int usual = CircuitSettings.DEFAULT.minimumCalls();
        return window instanceof Window.Calls(int count) ? Math.min(count, usual) : usual;
    }

    private static Window window(Scopes scopes) {
        String text = scopes.text(WINDOW);
        if (text == null) {
            return CircuitSettings.DEFAULT.window();
        }
        if (text.chars().allMatch(Character::isDigit)) {
            return new Window.Calls(scopes.integer(WINDOW, 0, 1, MOST_CALLS));
        }
        Duration time = scopes.duration(WINDOW, Duration.ZERO);
        if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS)) || time.toSeconds() > MOST_SECONDS) {
            throw scopes.wrong(WINDOW, "a number of calls, such as 100, or whole seconds up to 1h, such as 30s");
        }
        return new Window.Time(Math.toIntExact(time.toSeconds()));
    }
}
