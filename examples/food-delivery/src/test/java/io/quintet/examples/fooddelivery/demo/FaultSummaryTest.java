package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.examples.fooddelivery.contract.Estimate;
import io.quintet.examples.fooddelivery.demo.Placings.Phase;
import io.quintet.examples.fooddelivery.process.StatsLine;
import io.quintet.examples.fooddelivery.process.StatsLine.CircuitChange;
import io.quintet.examples.fooddelivery.process.StatsLine.FailedCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultSummaryTest {
    private static final String OPERATION = "kitchen.preparationTime";

    private static StatsLine line(List<FailedCalls> failed, CircuitChange... changes) {
        return new StatsLine(List.of(), 0, 0, failed, List.of(changes));
    }

    private static CircuitChange change(long atMillis, String from, String to) {
        return new CircuitChange(atMillis, OPERATION, "http://127.0.0.1:4711", from, to);
    }

    private static Failures failures(List<Failures.Transition> heard) {
        Failures failures = new Failures(heard::add);
        failures.add(line(
                List.of(
                        new FailedCalls(OPERATION, "TIMING", false, true, 18),
                        new FailedCalls(OPERATION, "CRASH", false, true, 2)),
                change(64_000, "CLOSED", "OPEN")));
        failures.add(line(
                List.of(new FailedCalls(OPERATION, "OMISSION", true, true, 1400)),
                change(69_000, "OPEN", "HALF_OPEN"),
                change(69_050, "HALF_OPEN", "CLOSED")));
        return failures;
    }

    @Test
    void tells_a_newcomer_what_was_seen() {
        FaultSchedule schedule = FaultSchedule.of(List.of(Fault.parse("kitchen=timing:2s")), 60);
        FaultCourse.Outcome outcome = new FaultCourse.Outcome(schedule.faults().getFirst(), 62_000, 65_000, 31, 1);
        Placings placings = new Placings();
        placings.add(Phase.BEFORE, 9_000, Estimate.By.KITCHEN);
        placings.add(Phase.DURING, 1_000_000, Estimate.By.FALLBACK);
        Resilience seen = Resilience.of(60_000, List.of(outcome), failures(new ArrayList<>()), placings);
        assertThat(String.join("\n", FaultSummary.lines(seen)))
                .contains("FAULT timing:2s: 00:02 to 00:05, orders 20 to 40, the kitchen answers 2 s late: 31 faulty"
                        + " answers")
                .contains("00:04  circuit open      at 127.0.0.1:4711: half of the last calls failed (CRASH 2, TIMING"
                        + " 18)")
                .contains("00:09  circuit half-open at 127.0.0.1:4711: it has been open")
                .contains("00:09  circuit closed    at 127.0.0.1:4711: the trial calls were answered")
                .contains(
                        "20 calls failed (CRASH 2, TIMING 18), 1,400 were refused by an open circuit, 1,420 fallbacks")
                .contains("by the kitchen 1, by the fallback 1")
                .containsPattern("before +1 orders +p50 +9\\.\\d ms");
    }

    @Test
    void says_nothing_where_nothing_failed() {
        assertThat(FaultSummary.lines(Resilience.of(0, List.of(), new Failures(transition -> {}), new Placings())))
                .isEmpty();
    }

    @Test
    void circuits_that_are_not_closed_are_known_by_contract() {
        List<Failures.Transition> heard = new ArrayList<>();
        Failures failures = failures(heard);
        assertThat(heard).hasSize(3);
        assertThat(failures.closed("kitchen")).isTrue();
        assertThat(failures.times("kitchen", "OPEN")).isOne();
        failures.add(line(List.of(), change(70_000, "CLOSED", "OPEN")));
        assertThat(failures.closed("kitchen")).isFalse();
        assertThat(failures.closed("orders")).isTrue();
    }
}
