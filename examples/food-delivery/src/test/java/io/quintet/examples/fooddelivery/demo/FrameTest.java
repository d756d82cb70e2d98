package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameTest {
    private static final Verdict CLEAN = new Verdict(12, 100, 2, 0, 0, 0, List.of("order-1: TICKET_CREATED=0"));

    private static Snapshot snapshot(List<Snapshot.Death> dead, Verdict verdict) {
        Percentiles latency = new Percentiles(850, 12_300);
        Totals.Row row = new Totals.Row("REQUEST_RESPONSE", "http", 1234, 0, 20.5, latency);
        return new Snapshot(
                Duration.ofSeconds(83),
                "placing orders",
                "/tmp/run",
                List.of(
                        new Snapshot.ProcessState("kitchen", "kitchen-1", 4711, true),
                        new Snapshot.ProcessState("kitchen", "kitchen-2", 4712, dead.isEmpty())),
                dead,
                List.of(new Snapshot.Style(row, List.of(row))),
                verdict,
                7,
                List.of());
    }

    @Test
    void shows_services_figures_and_guarantees() {
        String frame = String.join("\n", Frame.draw(snapshot(List.of(), CLEAN), 120, 40, false));
        assertThat(frame)
                .contains("kitchen ●●", "2 of 2 processes up", "01:23")
                .containsPattern("REQUEST_RESPONSE +http +1,234 +20\\.5 +850 us +12\\.3 ms")
                .contains("12 orders acknowledged, 100 effects committed, 2 orders under way")
                .contains("redelivered 7")
                .doesNotContain("FAILED", "order-1", "\u001b");
    }

    @Test
    void a_failed_process_comes_first_with_its_last_log_lines() {
        Snapshot.Death death = new Snapshot.Death("kitchen-2", List.of("out of flour"));
        List<String> frame = Frame.draw(snapshot(List.of(death), CLEAN), 120, 40, false);
        assertThat(frame.get(2)).startsWith("FAILED kitchen-2");
        assertThat(frame.get(3)).isEqualTo("  out of flour");
        assertThat(String.join("\n", frame)).contains("kitchen ●○", "1 of 2 processes up");
    }

    @Test
    void names_orders_that_went_wrong() {
        Verdict wrong = new Verdict(12, 100, 0, 0, 1, 0, List.of("order-1: TICKET_CREATED=2"));
        assertThat(Frame.draw(snapshot(List.of(), wrong), 120, 40, false)).contains("  order-1: TICKET_CREATED=2");
    }

    @Test
    void fits_a_small_terminal() {
        Snapshot.Death death = new Snapshot.Death("kitchen-2", List.of("x".repeat(500)));
        List<String> frame = Frame.draw(snapshot(List.of(death), CLEAN), 80, 10, false);
        assertThat(frame)
                .hasSizeLessThanOrEqualTo(10)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }
}
