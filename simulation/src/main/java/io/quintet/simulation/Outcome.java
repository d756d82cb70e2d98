package io.quintet.simulation;

import java.util.List;

/**
 * What came of a strategy in a scenario.
 *
 * @param calls how many calls ended
 * @param good the share of them that was answered in time
 * @param goodMeanwhile the same of the calls that were made during the fault
 * @param fallbacks the share of those that ended with the last good response
 * @param p50 how long good calls took during the fault, in milliseconds at the median
 * @param p99 its 99th percentile
 * @param attempts how many attempts there were for a call
 * @param longestQueue how many calls waited at one instance at most
 * @param longestWait how long a caller waited for the end of a call at most, in seconds
 * @param recovery how many seconds after the fault all was well again; -1 for never
 * @param series the share of good calls, half a minute each
 */
record Outcome(
        long calls,
        double good,
        double goodMeanwhile,
        double fallbacks,
        double p50,
        double p99,
        double attempts,
        int longestQueue,
        double longestWait,
        int recovery,
        List<Double> series) {}
