package io.quintet.simulation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What callers, and the service, do against partial failure.
 *
 * @param name in the report
 * @param description for people
 * @param deadline whether a call has one that its retries share and that the service looks at; otherwise each attempt has the time anew
 * @param attempts how often a call is made at most
 * @param backoff whether attempts wait for each other
 * @param retryShare how many retries there may be for 100 calls; 0 for any number
 * @param peers whether callers remember how each instance fares: two choices, circuits, ejection
 * @param lastKnown whether the last known instances are called while the registry is away
 * @param hedgeAfter when a second call is made; null for never
 * @param protectedService whether the service limits what it handles at a time, and callers return the last good response instead of none
 * @param wallClock whether times are told by the machine's clock, which may be set
 */
record Strategy(
        String name,
        String description,
        boolean deadline,
        int attempts,
        boolean backoff,
        int retryShare,
        boolean peers,
        boolean lastKnown,
        @Nullable Duration hedgeAfter,
        boolean protectedService,
        boolean wallClock) {
    static final List<Strategy> ALL = List.of(
            new Strategy(
                    "timeout",
                    "round robin, 2 s a call, by the machine's clock",
                    false,
                    1,
                    false,
                    0,
                    false,
                    false,
                    null,
                    false,
                    true),
            new Strategy(
                    "retries",
                    "the same, and up to 3 more attempts at once, each with its own 2 s",
                    false,
                    4,
                    false,
                    0,
                    false,
                    false,
                    null,
                    false,
                    true),
            new Strategy(
                    "deadline",
                    "2 s for all attempts, which the service knows; backoff with jitter; the last known instances",
                    true,
                    8,
                    true,
                    0,
                    false,
                    true,
                    null,
                    false,
                    false),
            new Strategy(
                    "budget",
                    "the same, with at most 20 retries for 100 calls",
                    true,
                    8,
                    true,
                    20,
                    false,
                    true,
                    null,
                    false,
                    false),
            new Strategy(
                    "quintet",
                    "the defaults: the same, with two choices, a circuit and ejection for each instance",
                    true,
                    8,
                    true,
                    20,
                    true,
                    true,
                    null,
                    false,
                    false),
            new Strategy(
                    "hedging",
                    "the defaults, and a second call after 400 ms",
                    true,
                    8,
                    true,
                    20,
                    true,
                    true,
                    Duration.ofMillis(400),
                    false,
                    false),
            new Strategy(
                    "all",
                    "the defaults; the service limits what it handles at a time; the last good response where there is"
                            + " no other",
                    true,
                    8,
                    true,
                    20,
                    true,
                    true,
                    null,
                    true,
                    false));
}
