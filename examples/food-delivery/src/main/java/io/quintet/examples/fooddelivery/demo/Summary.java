package io.quintet.examples.fooddelivery.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** A report for people. */
final class Summary {
    private Summary() {}

    static void print(Report report, PrintWriter out) {
        Report.Guarantees found = report.guarantees();
        Report.Run run = report.run();
        report.styles()
                .forEach((name, style) -> out.println(String.format(
                        Locale.ROOT,
                        "%-24s %9s operations   p50 %8s   p99 %8s",
                        name,
                        Texts.count(style.operations()),
                        Texts.latency(style.p50Micros()),
                        Texts.latency(style.p99Micros()))));
        FaultSummary.lines(report.resilience()).forEach(out::println);
        out.println(Texts.count(found.acknowledged()) + " orders acknowledged, " + Texts.count(found.effects())
                + " effects: " + found.lost() + " lost, " + found.phantom() + " phantom, " + found.appliedTwice()
                + " applied twice, " + found.orderBreaks() + " out of order, " + found.redelivered() + " redelivered");
        out.println(
                report.processes() + " processes up after " + Texts.seconds(run.startUpMillis()) + ", orders placed in "
                        + Texts.seconds(run.placingMillis()) + ", all in " + Texts.seconds(run.durationMillis()));
        run.problems().forEach(problem -> out.println("FAILED: " + problem));
        if (run.passed()) {
            out.println("PASSED");
        }
        out.flush();
    }
}
