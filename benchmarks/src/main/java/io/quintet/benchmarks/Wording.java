package io.quintet.benchmarks;

/**
 * What is counted, and what it is called.
 *
 * @param one one of them
 * @param unit how many a second
 * @param full the load that throughput is measured with
 * @param single the load that latency is measured with
 * @param client who begins
 * @param server who else takes part
 */
record Wording(String one, String unit, String full, String single, String client, String server) {
    static final Wording MESSAGES =
            new Wording("message", "msg/s", "256 in flight", "1 in flight", "clients", "broker");

    static final Wording CALLS =
            new Wording("call", "calls/s", CallMeasurement.CALLERS + " callers", "1 caller", "client", "server");
}
