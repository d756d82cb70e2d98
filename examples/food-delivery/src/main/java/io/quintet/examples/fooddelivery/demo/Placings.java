package io.quintet.examples.fooddelivery.demo;

import io.quintet.examples.fooddelivery.contract.Estimate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long it took to place orders before, during and after faults, and whose estimates they got. Safe for use by many threads. */
final class Placings {
    private final Map<Phase, Measured> latencies = new EnumMap<>(Phase.class);
    private final Map<Estimate.By, Long> estimates = new EnumMap<>(Estimate.By.class);

    /** Of a run, as faults divide it. */
    enum Phase {
        /** No fault has begun. */
        BEFORE,
        /** A service fails, or circuits have not closed again yet. */
        DURING,
        /** All is well again. */
        AFTER
    }

    /** One phase; latencies in microseconds. */
    record Row(long orders, long p50Micros, long p99Micros) {}

    synchronized void add(Phase phase, long micros, Estimate.By by) {
        latencies.computeIfAbsent(phase, any -> new Measured()).add(micros);
        estimates.merge(by, 1L, Long::sum);
    }

    /** How many orders were placed with an estimate by whom. */
    synchronized long estimatesBy(Estimate.By by) {
        return estimates.getOrDefault(by, 0L);
    }

    /** The phases that there were. */
    synchronized Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        latencies.forEach((phase, measured) -> {
            Percentiles latency = measured.latency();
            rows.put(phase.name(), new Row(measured.operations(), latency.p50Micros(), latency.p99Micros()));
        });
        return rows;
    }
}
