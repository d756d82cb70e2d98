package io.quintet.benchmarks;

/**
 * One repetition with one technology.
 *
 * @param rate messages or calls a second, end to end, under the full load
 * @param fullP99 latency then, in milliseconds, 99th percentile
 * @param singleP50 latency of one after another, in milliseconds, at the median
 * @param singleP99 its 99th percentile
 * @param clientMicros time on a processor per message or call under the full load, in microseconds: of producer and consumer together, or of
 *     the client
 * @param serverMicros the same of the broker, if there is one, or of the server
 */
record Sample(
        double rate, double fullP99, double singleP50, double singleP99, double clientMicros, double serverMicros) {}
