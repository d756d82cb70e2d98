package io.quintet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Turns and ratios; the trials are made up. */
class ContestTest {
    private final List<String> runs = new ArrayList<>();
    private final Contest calls = new Contest(Wording.CALLS, 2);

    private Contest.Trial trial(double... rates) {
        return run -> {
            runs.add(run);
            double rate = rates[round(run) - 1];
            return new Sample(rate, 1, 1, 1, 100 / rate, 300 / rate);
        };
    }

    private static int round(String run) {
        return Integer.parseInt(run.substring(run.lastIndexOf('-') + 1));
    }

    @Test
    void candidates_take_turns() throws Exception {
        calls.enter("Ours", () -> trial(1, 1));
        calls.enter("a peer", () -> trial(1, 1));
        calls.run("calls", 1);
        assertThat(runs).containsExactly("ours-1", "a-peer-1", "ours-2", "a-peer-2");
    }

    @Test
    void ratios_are_formed_repetition_by_repetition() throws Exception {
        calls.enter("ours", () -> trial(20, 40));
        calls.enter("peer", () -> trial(10, 10));
        calls.run("calls", 1);
        Figure throughput = calls.ratio("ours", "peer", Bar.atLeast(3)).figure();
        assertThat(List.of(throughput.least(), throughput.median(), throughput.most()))
                .containsExactly(2.0, 3.0, 4.0);
        Row processor = calls.processorRatio("ours", "peer", Bar.atMost(0.333));
        assertThat(processor.what()).isEqualTo("ours / peer, processor time a call");
        assertThat(processor.figure().median()).isCloseTo(0.375, within(1e-9));
        assertThat(processor.verdict()).isEqualTo("MISSED, not always");
    }

    @Test
    void who_fails_has_no_figures_and_does_not_stop_the_others() throws Exception {
        calls.enter("ours", () -> trial(1, 1));
        calls.enter("absent", () -> {
            throw new IllegalStateException("there is no class Absent yet");
        });
        calls.enter("broken", () -> run -> {
            throw new IllegalStateException("it ended");
        });
        calls.run("calls", 1);
        assertThat(calls.rate("ours", null).figure()).isNotNull();
        assertThat(calls.ratio("ours", "absent", Bar.atLeast(3)).note()).isEqualTo("there is no class Absent yet");
        assertThat(calls.peer("broken")).extracting(Row::verdict).containsExactly("not measured");
    }
}
