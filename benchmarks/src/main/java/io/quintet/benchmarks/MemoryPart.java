package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures an operation over the memory transport, with JMH, in JVMs of their own. */
final class MemoryPart {
    private static final int FORKS = 2;
    private static final int WARM_UP_SECONDS = 5;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final int seconds;

    MemoryPart(int seconds) {
        this.seconds = seconds;
    }

    List<Row> rows() throws RunnerException {
        System.out.printf("in-memory operation: 5 measurements of %d s%n", FORKS * (WARM_UP_SECONDS + seconds));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(MemoryOperation.class.getName())
                        .include(JsonAlone.class.getName())
                        .forks(FORKS)
                        .warmupIterations(WARM_UP_SECONDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(seconds)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
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
                Figure figure = Figure.of("us", micros(result));
                String note = note(result);
                return Row.of(what, bar, figure, note);
            }
        }
        return Row.notMeasured(what, bar, "JMH did not run it");
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    static List<Double> micros(RunResult result) {
        List<Double> micros = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                micros.add(iteration.getPrimaryResult().getScore() / 1e3);
            }
        }
        return micros;
    }

    static String note(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return allocated == null ? "" : Figure.number(allocated.getScore()) + " bytes allocated";
    }
}
