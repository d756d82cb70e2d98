package io.quintet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is made of costs; nothing is measured. */
class CostsTest {
    private final Costs costs = new Costs("store", List.of("10", "100", "1,000"));

    @Test
    void a_size_is_compared_with_the_cheapest_of_those_before_it() throws Exception {
        List<Row> rows = costs.rows(into -> {
            into.add("10", 8);
            into.add("100", 4);
            into.add("1,000", 6);
        });
        assertThat(rows).extracting(Row::verdict).containsExactly("no bar", "met", "MISSED");
        assertThat(rows.get(1).figure().median()).isCloseTo(0.5, within(1e-9));
        assertThat(rows.get(2).figure().median()).isCloseTo(1.5, within(1e-9));
        assertThat(rows.get(2).what()).isEqualTo("cost, store: 1,000");
    }

    @Test
    void a_cost_is_the_median_of_its_repetitions_and_shows_their_spread() throws Exception {
        List<Row> rows = costs.rows(into -> {
            for (double each : List.of(10.0, 11.0, 90.0)) {
                into.add("10", each);
            }
            into.add("100", 22);
        });
        assertThat(rows.getFirst().figure()).isEqualTo(new Figure("us", 11, 10, 90));
        assertThat(rows.get(1).figure().median()).isCloseTo(2, within(1e-9));
    }

    @Test
    void what_was_measured_before_a_failure_is_kept_and_the_rest_names_the_reason() throws Exception {
        List<Row> rows = costs.rows(into -> {
            into.add("10", 8);
            throw new IllegalStateException("the disk is full\nand more");
        });
        assertThat(rows).extracting(Row::verdict).containsExactly("no bar", "not measured", "not measured");
        assertThat(rows.get(1).note()).isEqualTo("the disk is full");
        assertThat(rows.get(1).good()).isFalse();
    }
}
