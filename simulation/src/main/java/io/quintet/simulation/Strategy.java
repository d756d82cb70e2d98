package io.quintet.simulation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What callers, and the service, do against partial failure.
 *
 * @param name in the report
 * @param description for people
 * @param deadline whether a call has one that its attempts share, by a clock that nobody sets, and that the service looks at; attempts wait
 *     for each other then, and the last known instances are called while the registry is away. Otherwise each attempt has the time anew,
 *     by the machine's clock
 * @param attempts how often a call is made at most
 * @param retryShare how many retries there may be for 100 calls; 0 for any number
 * @param peers whether callers remember how each instance fares: two choices, circuits, ejection
 * @param hedgeAfter when a second call is made; null for never
 * @param protectedService whether the service limits what it handles at a time, and callers return the last good response instead of none
 */
record Strategy(
        String name,
        String description,
        boolean deadline,
        int attempts,
        int retryShare,
        boolean peers,
        @Nullable Duration hedgeAfter,
        boolean protectedService) {
    static final List<Strategy> ALL = List.of(
            new Strategy("timeout", "round robin, 2 s a call, by the machine's clock", false, 1, 0, false, null, false),
            new Strategy(
                    "retries",
                    "the same, and up to 3 more attempts at once, each with its own 2 s",
                    false,
                    4,
                    0,
                    false,
                    null,
                    false),
            new Strategy(
                    "deadline",
                    "2 s for all attempts, which the service knows; backoff with jitter; the last known instances",
                    true,
                    8,
                    0,
                    false,
                    null,
                    false),
            new Strategy("budget", "the same, with at most 20 retries for 100 calls", true, 8, 20, false, null, false),
            new Strategy(
                    "quintet",
                    "the defaults: the same, with two choices, a circuit and ejection for each instance",
                    true,
                    8,
                    20,
                    true,
                    null,
                    false),
            new Strategy(
                    "hedging",
                    "the defaults, and a second call after 400 ms",
                    true,
                    8,
                    20,
                    true,
                    Duration.ofMillis(400),
                    false),
            new Strategy(
                    "all",
                    "the defaults; the service limits what it handles at a time; the last good response where there is"
                            + " no other",
                    true,
                    8,
                    20,
                    true,
                    null,
                    true));
}
