package io.quintet.benchmarks;

/**
 * One repetition with one technology.
 *
 * @param rate messages a second, end to end, with the window full
 * @param fullP99 latency then, in milliseconds, 99th percentile
 * @param singleP50 latency with one message in flight, in milliseconds, at the median
 * @param singleP99 its 99th percentile
 * @param clientMicros time on a processor per message with the window full, producer and consumer together, in microseconds
 * @param brokerMicros the same of the broker, if there is one
 */
record Sample(
        double rate, double fullP99, double singleP50, double singleP99, double clientMicros, double brokerMicros) {}
