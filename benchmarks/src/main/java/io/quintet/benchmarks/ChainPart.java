package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures what each policy against partial failure costs a call, with JMH, beside other libraries' policies. */
final class ChainPart {
    private static final int WARM_UP_SECONDS = 3;

    private final int seconds;

    ChainPart(int seconds) {
        this.seconds = seconds;
    }

    List<Row> rows() throws RunnerException {
        System.out.printf("chain: JMH, 12 measurements of %d s%n", WARM_UP_SECONDS + seconds);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ChainOperation.class.getName())
                        .include(ComposedPolicies.class.getName())
                        .forks(1)
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
        for (RunResult result : results) {
            String policy = result.getParams().getParam("policy");
            String what = policy == null
                    ? result.getPrimaryResult().getLabel() + ", circuit breaker and retries around nothing"
                    : "in-memory operation with " + policy;
            List<Double> nanos = MemoryPart.micros(result).stream()
                    .map(micros -> micros * 1e3)
                    .toList();
            rows.add(Row.of(what, null, Figure.of("ns", nanos), MemoryPart.note(result)));
        }
        return rows;
    }
}
