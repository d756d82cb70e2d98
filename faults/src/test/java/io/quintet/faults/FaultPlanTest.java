package io.quintet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static FaultPlan plan(long seed) {
        return FaultPlan.seeded(seed)
                .with(Step.BEFORE_SEND, FaultKind.DROP, 0.1)
                .with(Step.BEFORE_SEND, FaultKind.DELAY, 0.2)
                .with(Step.BEFORE_ACK, FaultKind.THROW, 0.5)
                .delays(Duration.ofMillis(3), Duration.ofMillis(9))
                .build();
    }

    /** What it decides, with the nodes' turns in a given order. */
    private static List<String> decisions(FaultPlan plan, List<String> turns) {
        List<String> decisions = new ArrayList<>();
        for (String node : turns) {
            decisions.add(node + " " + plan.next(node, Step.BEFORE_SEND) + " " + plan.next(node, Step.BEFORE_ACK));
        }
        return decisions;
    }

    private static List<String> turns(String... nodes) {
        List<String> turns = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            turns.addAll(List.of(nodes));
        }
        return turns;
    }

    @Test
    void the_same_seed_decides_the_same() {
        assertThat(decisions(plan(7), turns("a", "b"))).isEqualTo(decisions(plan(7), turns("a", "b")));
        assertThat(decisions(plan(7), turns("a"))).isNotEqualTo(decisions(plan(8), turns("a")));
    }

    @Test
    void what_a_node_meets_does_not_hang_on_the_turns_of_others() {
        List<String> alone = decisions(plan(7), turns("a"));
        List<String> among = decisions(plan(7), turns("b", "a", "b"));
        assertThat(among.stream().filter(decision -> decision.startsWith("a "))).isEqualTo(alone);
    }

    @Test
    void faults_fire_as_often_as_their_rates_say_and_are_counted() {
        FaultPlan plan = plan(1);
        int delays = 0;
        for (int i = 0; i < 10_000; i++) {
            Fault fault = plan.next("a", Step.BEFORE_SEND);
            if (fault != null && fault.kind() == FaultKind.DELAY) {
                delays++;
                assertThat(fault.delay()).isBetween(Duration.ofMillis(3), Duration.ofMillis(9));
            }
        }
        assertThat(delays).isBetween(1800, 2200);
        assertThat(plan.fired()).containsEntry("BEFORE_SEND.DELAY", (long) delays);
        assertThat(plan.fired().get("BEFORE_SEND.DROP")).isBetween(850L, 1150L);
    }

    @Test
    void nothing_fires_after_the_stop_nor_where_there_is_no_rate() {
        FaultPlan plan = plan(1);
        assertThat(plan.next("a", Step.AFTER_COMMIT)).isNull();
        plan.stop();
        for (int i = 0; i < 100; i++) {
            assertThat(plan.next("a", Step.BEFORE_ACK)).isNull();
        }
        assertThat(plan.fired()).isEmpty();
    }

    @Test
    void refuses_a_fault_that_its_step_does_not_know_and_a_rate_that_is_none() {
        FaultPlan.Builder plan = FaultPlan.seeded(1);
        assertThatThrownBy(() -> plan.with(Step.AFTER_COMMIT, FaultKind.CORRUPT, 0.1))
                .hasMessageContaining("AFTER_COMMIT: CORRUPT (expected: one of");
        assertThatThrownBy(() -> plan.with(Step.BEFORE_SEND, FaultKind.DROP, 1.5))
                .hasMessage("rate: 1.5 (expected: 0 to 1)");
    }

    @Test
    void every_failure_mode_has_a_fault() {
        assertThat(FaultKind.values()).extracting(FaultKind::mode).contains(io.quintet.FailureMode.values());
    }
}
