package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what each policy against partial failure costs a call, with JMH, beside other libraries' policies. */
final class ChainPart {
    private static final int WARM_UP_SECONDS = 3;

    private final int seconds;

    ChainPart(int seconds) {
        this.seconds = seconds;
    }

    List<Row> rows() throws RunnerException {
        System.out.printf("chain: JMH, 12 measurements of %d s%n", WARM_UP_SECONDS + seconds);
        Collection<RunResult> results =
                Jmh.run(1, WARM_UP_SECONDS, seconds, ChainOperation.class, ComposedPolicies.class);
        List<Row> rows = new ArrayList<>();
        for (RunResult result : results) {
            String policy = result.getParams().getParam("policy");
            String what = policy == null
                    ? result.getPrimaryResult().getLabel() + ", circuit breaker and retries around nothing"
                    : "in-memory operation with " + policy;
            rows.add(Row.of(what, null, Figure.of("ns", Jmh.nanos(result)), Jmh.allocated(result)));
        }
        return rows;
    }
}
