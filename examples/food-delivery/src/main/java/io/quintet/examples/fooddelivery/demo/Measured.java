package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.process.Histograms;
import io.quintet.examples.fooddelivery.process.StatsLine;
import org.HdrHistogram.Histogram;

/** Counts and latencies that can be added. Not safe for use by several threads. */
final class Measured {
    private static final int SIGNIFICANT_DIGITS = 2;

    private final Histogram latency = new Histogram(SIGNIFICANT_DIGITS);
    private long operations;
    private long failures;

    void add(long micros) {
        latency.recordValue(micros);
        operations++;
    }

    void add(StatsLine.Series series) {
        latency.add(Histograms.parse(series.histogram()));
        operations += series.operations();
        failures += series.failures();
    }

    void add(Measured other) {
        latency.add(other.latency);
        operations += other.operations;
        failures += other.failures;
    }

    long operations() {
        return operations;
    }

    long failures() {
        return failures;
    }

    Percentiles latency() {
        return new Percentiles(latency.getValueAtPercentile(50), latency.getValueAtPercentile(99));
    }
}
