package io.quintet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.benchmarks.Shared.Slot;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the harness counts and computes; nothing is measured in tests. */
class ArithmeticTest {
    @Test
    void the_median_is_the_middle_one_or_between_the_two_in_the_middle() {
        assertThat(Figure.of("us", 3, 1, 200)).isEqualTo(new Figure("us", 3, 1, 200));
        assertThat(Figure.of("us", 4, 1, 2, 3).median()).isEqualTo(2.5);
        assertThatThrownBy(() -> Figure.of("us", List.of())).hasMessageContaining("values: none");
    }

    @Test
    void a_bar_is_met_at_its_limit_on_either_side() {
        assertThat(Row.of("latency", Bar.atMost(2), Figure.of("us", 2), "").verdict())
                .isEqualTo("met");
        assertThat(Row.of("latency", Bar.atMost(2), Figure.of("us", 2.01), "").verdict())
                .isEqualTo("MISSED");
        assertThat(Row.of("rate", Bar.atLeast(2), Figure.of("x", 1.99), "").good())
                .isFalse();
        assertThat(Bar.atMost(1.5).text("ms")).isEqualTo("<= 1.5 ms");
        assertThat(Bar.atLeast(60_000).text("msg/s")).isEqualTo(">= 60,000 msg/s");
    }

    @Test
    void what_could_not_be_measured_does_not_keep_its_bar() {
        assertThat(Row.notMeasured("rate", Bar.atLeast(2), "not installed").good())
                .isFalse();
        assertThat(Row.notMeasured("rate", null, "not installed").good()).isTrue();
    }

    @Test
    void processes_that_map_the_same_file_see_the_same_counters(@TempDir Path directory) throws Exception {
        Shared one = Shared.in(directory.resolve("shared"), 2);
        Shared other = Shared.in(directory.resolve("shared"), 2);
        Intake intake = new Intake(one);
        intake.received(Intake.payload(7, 0, 200));
        intake.received(Intake.payload(8, 0, 200));
        intake.acknowledged(0, 2);
        intake.acknowledged(1, 1);
        assertThat(other.get(Slot.SUM)).isEqualTo(15);
        assertThat(other.acknowledged()).isEqualTo(1);
    }

    @Test
    void the_processes_of_a_measurement_get_the_legs_that_were_meant() {
        List<Leg> legs = List.of(
                Leg.of("sql", "/data", "one", Path.of("/shared/one")),
                new Leg("outbox", "jdbc:a jdbc:b", "two", 64, 16, Path.of("/shared/two")));
        assertThat(Leg.of(Leg.arguments(legs))).isEqualTo(legs);
    }

    @Test
    void the_command_line_names_parts_and_refuses_what_it_does_not_know() {
        assertThat(Options.of("sqlite-channel", "--seconds", "9").seconds()).isEqualTo(9);
        assertThat(Options.of("memory").parts()).containsExactly(Options.Part.MEMORY);
        assertThat(Options.of("outbox-relay", "cost").parts())
                .containsExactly(Options.Part.OUTBOX_RELAY, Options.Part.COST);
        assertThat(Options.of().parts()).isEqualTo(EnumSet.allOf(Options.Part.class));
        assertThatThrownBy(() -> Options.of("memroy"))
                .hasMessageContaining("memroy: unknown (expected: one of [memory");
        assertThatThrownBy(() -> Options.of("--seconds", "0"))
                .hasMessageContaining("--seconds: 0 (expected: 1 to 3600)");
    }
}
