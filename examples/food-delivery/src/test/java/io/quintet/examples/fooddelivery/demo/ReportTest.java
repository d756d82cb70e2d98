package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.InteractionStyle;
import io.quintet.examples.fooddelivery.process.Histograms;
import io.quintet.examples.fooddelivery.process.StatsLine;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static StatsLine line(long redelivered, StatsLine.Series... series) {
        return new StatsLine(List.of(series), redelivered, 0, List.of(), List.of());
    }

    private static String histogram(long micros, long times) {
        Histogram histogram = new Histogram(2);
        histogram.recordValueWithCount(micros, times);
        return Histograms.format(histogram);
    }

    @Test
    void json_has_the_fields_that_others_rely_on_in_their_order() {
        Totals totals = new Totals();
        for (InteractionStyle style : InteractionStyle.values()) {
            totals.add(line(3, new StatsLine.Series(style.name(), "a.b", "sql", 3, 0, histogram(100, 3))));
        }
        Verdict verdict = new Verdict(1000, 10_000, 0, 0, 0, 0, List.of());
        Report.Run run = new Report.Run(true, List.of(), 1, 2, 3, List.of("kitchen@200"));
        Resilience quiet = Resilience.of(0, List.of(), new Failures(transition -> {}), new Placings());
        assertThat(Report.of(1000, totals, verdict, run, quiet).json())
                .isEqualTo("{\"processes\":9,\"orders\":1000,\"styles\":{"
                        + "\"REQUEST_RESPONSE\":{\"operations\":3,\"p50Micros\":100,\"p99Micros\":100},"
                        + "\"ASYNC_REQUEST_RESPONSE\":{\"operations\":3,\"p50Micros\":100,\"p99Micros\":100},"
                        + "\"NOTIFICATION\":{\"operations\":3,\"p50Micros\":100,\"p99Micros\":100},"
                        + "\"PUBLISH_SUBSCRIBE\":{\"operations\":3,\"p50Micros\":100,\"p99Micros\":100},"
                        + "\"PUBLISH_ASYNC_RESPONSES\":{\"operations\":3,\"p50Micros\":100,\"p99Micros\":100}},"
                        + "\"guarantees\":{\"acknowledged\":1000,\"effects\":10000,\"lost\":0,\"phantom\":0,"
                        + "\"appliedTwice\":0,\"orderBreaks\":0,\"redelivered\":15},"
                        + "\"run\":{\"passed\":true,\"problems\":[],\"startUpMillis\":1,\"placingMillis\":2,"
                        + "\"durationMillis\":3,\"kills\":[\"kitchen@200\"]},"
                        + "\"resilience\":{\"faults\":[],\"operations\":[],"
                        + "\"estimates\":{\"KITCHEN\":0,\"FALLBACK\":0},\"placing\":{}}}");
    }

    @Test
    void figures_of_several_processes_add_up() {
        Totals totals = new Totals();
        totals.add(line(0, new StatsLine.Series("NOTIFICATION", "a.b", "sql", 2, 1, histogram(10, 99))));
        totals.add(line(0, new StatsLine.Series("NOTIFICATION", "a.c", "http", 5, 0, histogram(5000, 2))));
        Totals.Row row = totals.style(InteractionStyle.NOTIFICATION);
        assertThat(row.operations()).isEqualTo(7);
        assertThat(row.failures()).isOne();
        assertThat(row.transport()).isEqualTo("http+sql");
        assertThat(totals.overall(InteractionStyle.NOTIFICATION).p50Micros()).isEqualTo(10);
        assertThat(totals.overall(InteractionStyle.NOTIFICATION).p99Micros()).isBetween(4950L, 5050L);
    }
}
