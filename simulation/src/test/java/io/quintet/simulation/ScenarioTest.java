package io.quintet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What the report is about, in sentences. */
class ScenarioTest {
    private static final Map<String, Outcome> PLAYED = new ConcurrentHashMap<>();

    private static Outcome play(String scenario, String strategy) {
        return PLAYED.computeIfAbsent(scenario + " " + strategy, unused -> fresh(scenario, strategy));
    }

    private static Outcome fresh(String scenario, String strategy) {
        return find(scenario)
                .play(Strategy.ALL.stream()
                        .filter(each -> each.name().equals(strategy))
                        .findFirst()
                        .orElseThrow());
    }

    private static Scenario find(String name) {
        return Scenarios.ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_same_is_played_every_time() {
        Outcome first = play("brown-out", "quintet");
        Outcome second = fresh("brown-out", "quintet");
        assertThat(second).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void nothing_fails_in_a_calm() {
        Strategy.ALL.forEach(
                strategy -> assertThat(play("calm", strategy.name()).good())
                        .as(strategy.name())
                        .isEqualTo(1));
    }

    @Test
    void retries_at_once_keep_a_storm_going_that_began_with_a_minute_of_slowness() {
        assertThat(play("retry-storm", "retries").recovery()).isEqualTo(-1);
        assertThat(play("retry-storm", "quintet").recovery()).isBetween(0, 10);
    }

    @Test
    void one_bad_instance_of_five_is_left_out() {
        for (String bad : new String[] {"slow-node", "failing-node", "lying-node", "frozen-node"}) {
            assertThat(play(bad, "timeout").goodMeanwhile()).as(bad).isBetween(0.79, 0.81);
            assertThat(play(bad, "quintet").goodMeanwhile()).as(bad).isGreaterThan(0.99);
        }
    }

    @Test
    void a_budget_bounds_what_retries_add_to_an_outage() {
        assertThat(play("outage", "deadline").attempts()).isGreaterThan(2);
        assertThat(play("outage", "budget").attempts()).isLessThan(1.1);
        assertThat(play("outage", "quintet").attempts()).as("circuits are open").isLessThan(1);
    }

    @Test
    void a_limit_at_the_service_keeps_it_useful_in_a_rush() {
        assertThat(play("rush", "timeout").goodMeanwhile()).isLessThan(0.02);
        assertThat(play("rush", "all").goodMeanwhile())
                .as("two thirds can be answered")
                .isGreaterThan(0.6);
        assertThat(play("rush", "all").longestQueue()).isLessThanOrEqualTo(8);
    }

    @Test
    void a_second_call_makes_up_for_lost_ones_and_harms_a_service_that_is_busy() {
        assertThat(play("lossy-network", "hedging").goodMeanwhile()).isGreaterThan(0.999);
        assertThat(play("brown-out", "hedging").goodMeanwhile())
                .isLessThan(play("brown-out", "quintet").goodMeanwhile());
    }

    @Test
    void calls_go_on_while_the_registry_is_away() {
        assertThat(play("registry-outage", "timeout").goodMeanwhile()).isZero();
        assertThat(play("registry-outage", "quintet").goodMeanwhile()).isGreaterThan(0.99);
    }

    @Test
    void a_clock_that_is_set_back_makes_nobody_wait() {
        assertThat(play("clock-set-back", "timeout").longestWait()).isGreaterThan(60);
        assertThat(play("clock-set-back", "quintet").longestWait()).isLessThanOrEqualTo(2.001);
    }

    @Test
    void instances_that_are_replaced_lose_no_call() {
        assertThat(play("rolling-restart", "quintet").good()).isEqualTo(1);
    }
}
