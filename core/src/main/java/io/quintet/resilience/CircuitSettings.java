package io.quintet.resilience;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a circuit opens and closes.
 *
 * @param failureRate the share of calls in the window that fail from which on it opens, in percent
 * @param window what the share is of
 * @param minimumCalls how many calls the window must have before a share means anything
 * @param slowAfter from which duration on a call is slow; null where duration does not matter
 * @param slowRate the share of slow calls from which on it opens, in percent
 * @param open how long it stays open before trial calls are let through
 * @param trialCalls how many trial calls decide whether it closes
 */
public record CircuitSettings(
        int failureRate,
        Window window,
        int minimumCalls,
        @Nullable Duration slowAfter,
        int slowRate,
        Duration open,
        int trialCalls) {
    /** Half of 100 calls, of 20 at least; open for 5 s, then 5 trial calls. */
    public static final CircuitSettings DEFAULT =
            new CircuitSettings(50, new Window.Calls(100), 20, null, 50, Duration.ofSeconds(5), 5);

    /** What a share is of. */
    public sealed interface Window {
        /** The last so many calls. */
        record Calls(int count) implements Window {}

        /** The calls of so many whole seconds. */
        record Time(int seconds) implements Window {}
    }
}
