package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Measures an operation over the memory transport, with JMH, in JVMs of their own. */
final class MemoryPart {
    private static final int FORKS = 2;
    private static final int WARM_UP_SECONDS = 5;

    private final int seconds;

    MemoryPart(int seconds) {
        this.seconds = seconds;
    }

    List<Row> rows() throws RunnerException {
        System.out.printf("in-memory operation: 5 measurements of %d s%n", FORKS * (WARM_UP_SECONDS + seconds));
        Collection<RunResult> results =
                Jmh.run(FORKS, WARM_UP_SECONDS, seconds, MemoryOperation.class, JsonAlone.class);
        List<Row> rows = new ArrayList<>();
        rows.add(row(results, "in-memory operation, JSON off", Bar.atMost(2), "false", "false"));
        rows.add(row(results, "in-memory operation, JSON on", Bar.atMost(10), "true", "false"));
        rows.add(row(results, "  of which JSON alone", null, null, null));
        rows.add(row(results, "in-memory operation, JSON off, on another thread", null, "false", "true"));
        rows.add(row(results, "in-memory operation, JSON on, on another thread", null, "true", "true"));
        return rows;
    }

    private static Row row(
            Collection<RunResult> results,
            String what,
            @Nullable Bar bar,
            @Nullable String serialise,
            @Nullable String hopThreads) {
        for (RunResult result : results) {
            // null where the benchmark has no such parameter
            if (same(serialise, result.getParams().getParam("serialise"))
                    && same(hopThreads, result.getParams().getParam("hopThreads"))) {
                List<Double> micros =
                        Jmh.nanos(result).stream().map(nanos -> nanos / 1e3).toList();
                return Row.of(what, bar, Figure.of("us", micros), Jmh.allocated(result));
            }
        }
        return Row.notMeasured(what, bar, "JMH did not run it");
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }
}
