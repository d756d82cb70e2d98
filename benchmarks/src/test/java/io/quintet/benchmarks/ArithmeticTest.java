package io.quintet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void the_command_line_names_parts_and_refuses_what_it_does_not_know() {
        assertThat(Options.of("sqlite-channel", "--seconds", "9").seconds()).isEqualTo(9);
        assertThat(Options.of("memory").parts()).containsExactly(Options.Part.MEMORY);
        assertThat(Options.of("outbox-relay", "cost").parts())
                .containsExactly(Options.Part.OUTBOX_RELAY, Options.Part.COST);
        assertThat(Options.of("rest-calls").parts()).containsExactly(Options.Part.REST_CALLS);
        assertThat(Options.of("grpc-calls", "--peers", "bare").peers()).isEqualTo("bare");
        assertThat(Options.of().parts()).isEqualTo(EnumSet.allOf(Options.Part.class));
        assertThatThrownBy(() -> Options.of("memroy"))
                .hasMessageContaining("memroy: unknown (expected: one of [memory");
        assertThatThrownBy(() -> Options.of("--seconds", "0"))
                .hasMessageContaining("--seconds: 0 (expected: 1 to 3600)");
    }

    @Test
    void a_codec_is_shown_as_its_process_said_or_as_not_measured() {
        List<Row> rows = CodecsPart.rows(List.of("json read 430 500.0 700.0 600.0"), "no codec of this name yet");
        assertThat(rows).hasSize(14);
        assertThat(rows.getFirst().verdict()).isEqualTo("not measured");
        assertThat(rows.get(1).what()).isEqualTo("codec json, read");
        assertThat(rows.get(1).figure()).isEqualTo(new Figure("ns", 600, 500, 700));
        assertThat(rows.get(1).note()).isEqualTo("430 bytes");
        assertThat(rows.get(2).note()).isEqualTo("no codec of this name yet");
    }

    @Test
    void warming_up_goes_on_while_anything_gets_faster_but_not_for_ever() {
        WarmUp levelling = new WarmUp();
        for (double rate : new double[] {1, 2, 4, 8, 8.1, 8.2}) {
            levelling.add(rate);
            assertThat(levelling.done()).isFalse();
        }
        levelling.add(8);
        assertThat(levelling.done()).isTrue();
        WarmUp rising = new WarmUp();
        int stretches = 0;
        for (double rate = 1; !rising.done(); rate *= 2) {
            rising.add(rate);
            stretches++;
        }
        assertThat(stretches).isEqualTo(24);
    }
}
