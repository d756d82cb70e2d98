package io.quintet.examples.fooddelivery.demo;

import io.quintet.InteractionStyle;
import io.quintet.codec.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run ends with, as JSON for other programs.
 *
 * @param processes how many services ran, each in a process of its own
 * @param orders how many were to be placed
 * @param run how it went, for people
 * @param resilience what was seen of partial failure
 */
record Report(
        int processes, int orders, Map<String, Style> styles, Guarantees guarantees, Run run, Resilience resilience) {
    /** One interaction style. */
    record Style(long operations, long p50Micros, long p99Micros) {}

    /** What the checker found, see {@link Verdict}. */
    record Guarantees(
            long acknowledged,
            long effects,
            long lost,
            long phantom,
            long appliedTwice,
            long orderBreaks,
            long redelivered) {}

    /** How it went. */
    record Run(
            boolean passed,
            List<String> problems,
            long startUpMillis,
            long placingMillis,
            long durationMillis,
            List<String> kills) {}

    static Report of(int orders, Totals totals, Verdict verdict, Run run, Resilience resilience) {
        Map<String, Style> styles = new LinkedHashMap<>();
        for (InteractionStyle style : InteractionStyle.values()) {
            Percentiles latency = totals.overall(style);
            styles.put(
                    style.name(),
                    new Style(totals.style(style).operations(), latency.p50Micros(), latency.p99Micros()));
        }
        Guarantees guarantees = new Guarantees(
                verdict.acknowledged(),
                verdict.effects(),
                verdict.lost(),
                verdict.phantom(),
                verdict.appliedTwice(),
                verdict.orderBreaks(),
                totals.redelivered());
        return new Report(Role.processes(), orders, styles, guarantees, run, resilience);
    }

    String json() {
        return new String(new JsonCodec().of(Report.class).encode(this), StandardCharsets.UTF_8);
    }
}
