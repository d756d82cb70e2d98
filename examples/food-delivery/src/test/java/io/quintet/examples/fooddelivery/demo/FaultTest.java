package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.examples.fooddelivery.demo.Fault.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class FaultTest {
    private static FaultMode mode(String text) {
        return Fault.parse("kitchen=" + text).mode();
    }

    @Test
    void reads_every_mode_with_its_argument_or_what_stands_for_it() {
        assertThat(mode("crash")).isEqualTo(new FaultMode.Crash());
        assertThat(mode("omission")).isEqualTo(new FaultMode.Omission(100));
        assertThat(mode("omission:30%")).isEqualTo(new FaultMode.Omission(30));
        assertThat(mode("timing")).isEqualTo(new FaultMode.Timing(Duration.ofSeconds(2)));
        assertThat(mode("timing:1500ms")).isEqualTo(new FaultMode.Timing(Duration.ofMillis(1500)));
        assertThat(mode("response")).isEqualTo(new FaultMode.Response());
        assertThat(mode("arbitrary")).isEqualTo(new FaultMode.Arbitrary(5));
        assertThat(mode("arbitrary:50")).isEqualTo(new FaultMode.Arbitrary(50));
    }

    @Test
    void reads_the_orders_and_writes_what_it_reads() {
        for (String text : new String[] {
            "kitchen=crash", "kitchen=timing:2s@100..200", "kitchen=timing:1500ms", "kitchen=omission:30%@1..3"
        }) {
            assertThat(Fault.parse(text)).hasToString(text);
        }
        assertThat(Fault.parse("kitchen=crash@10..20").orders()).isEqualTo(new Range(10, 20));
    }

    @Test
    void refuses_what_is_wrong_with_the_value_and_the_expectation() {
        Map<String, String> refused = Map.ofEntries(
                Map.entry("kitchen", "(expected: SERVICE=MODE[:ARGUMENT][@FROM..TO], such as kitchen=timing:2s"),
                Map.entry("cellar=crash", "no service \"cellar\" (expected one of: kitchen)"),
                Map.entry(
                        "order=crash", "no order is placed without order (expected one of: kitchen; --kill kills any)"),
                Map.entry(
                        "kitchen=sleep",
                        "no failure mode \"sleep\" (expected: crash, omission[:PERCENT], timing[:TIME]"),
                Map.entry("kitchen=crash:2s", "crash: \"2s\" (expected: crash alone)"),
                Map.entry("kitchen=omission:0%", "omission: \"0%\" (expected: 1% to 100%, such as omission:30%)"),
                Map.entry("kitchen=arbitrary:101", "arbitrary: \"101\" (expected: 1% to 100%"),
                Map.entry("kitchen=timing:soon", "timing: \"soon\" (expected: a time above zero"),
                Map.entry("kitchen=crash@5", "orders \"5\" (expected: FROM..TO, FROM from 1 and TO at least 2 more"),
                Map.entry("kitchen=crash@5..6", "orders \"5..6\" (expected: FROM..TO"),
                Map.entry("kitchen=crash@0..6", "orders \"0..6\" (expected: FROM..TO"));
        refused.forEach((text, message) -> assertThatThrownBy(() -> Fault.parse(text))
                .as(text)
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("\"" + text + "\": ")
                .hasMessageContaining(message));
    }

    @Test
    void only_faults_that_fail_every_call_must_open_a_circuit() {
        Duration timeout = Duration.ofSeconds(1);
        for (String text : new String[] {"crash", "omission", "timing:2s", "response", "arbitrary"}) {
            assertThat(mode(text).opens(timeout)).as(text).isTrue();
        }
        for (String text : new String[] {"omission:30%", "timing:200ms", "arbitrary:1%"}) {
            assertThat(mode(text).opens(timeout)).as(text).isFalse();
        }
    }

    private static List<Range> ranges(int orders, String... faults) {
        List<Fault> parsed = List.of(faults).stream().map(Fault::parse).toList();
        return FaultSchedule.of(parsed, orders).faults().stream()
                .map(FaultSchedule.Scheduled::orders)
                .toList();
    }

    @Test
    void faults_have_orders_before_between_and_after_them() {
        assertThat(ranges(60, "kitchen=crash")).containsExactly(new Range(20, 40));
        assertThat(ranges(60, "kitchen=crash", "kitchen=response"))
                .containsExactly(new Range(12, 24), new Range(36, 48));
        assertThat(ranges(Integer.MAX_VALUE - 16, "kitchen=crash")).containsExactly(new Range(200, 400));
        assertThat(ranges(60, "kitchen=crash@30..40", "kitchen=response@2..5"))
                .containsExactly(new Range(2, 5), new Range(30, 40));
    }

    @Test
    void faults_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> ranges(5, "kitchen=crash"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--orders: 5 (expected: at least 6 with 1 --fault)");
        assertThatThrownBy(() -> ranges(60, "kitchen=crash@50..60"))
                .hasMessageContaining("orders 50..60 (expected: to end before 60, as --orders says)");
        assertThatThrownBy(() -> ranges(60, "kitchen=crash@10..20", "kitchen=response@20..30"))
                .hasMessageContaining("orders 20..30 (expected: after those of --fault kitchen=crash@10..20, 10..20)");
    }
}
