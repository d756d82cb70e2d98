package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.resilience.Circuit.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CircuitTest {
    private static final Duration OPEN = Duration.ofSeconds(5);
    private final QuintetException down =
            QuintetException.concluded(Code.UNAVAILABLE, FailureMode.CRASH, "connection lost");

    private final ManualTicker ticker = new ManualTicker();
    private final List<String> changes = new ArrayList<>();
    private final Circuit circuit =
            circuit(new CircuitSettings(50, new CircuitSettings.Window.Calls(10), 4, null, 50, OPEN, 2));

    private Circuit circuit(CircuitSettings settings) {
        return new Circuit(
                "shop.find", "http://a", settings, ticker, (which, from, to) -> changes.add(from + " " + to));
    }

    private static void call(Circuit circuit, QuintetException... failures) {
        for (QuintetException failure : failures) {
            assertThat(circuit.tryEnter()).isTrue();
            circuit.ended(failure, 1000);
        }
    }

    private static void succeed(Circuit circuit, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(circuit.tryEnter()).isTrue();
            circuit.ended(null, 1000);
        }
    }

    private void open() {
        call(circuit, down, down, down, down);
        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void opens_when_half_of_the_calls_fail_and_not_before_there_are_enough() {
        succeed(circuit, 2);
        call(circuit, down);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
        call(circuit, down);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.tryEnter()).isFalse();
        assertThat(changes).containsExactly("CLOSED OPEN");
    }

    @Test
    void stays_closed_while_less_than_half_of_the_calls_fail() {
        for (int i = 0; i < 20; i++) {
            succeed(circuit, 2);
            call(circuit, down);
        }
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void lets_trial_calls_through_when_its_time_is_over_and_closes_when_they_succeed() {
        open();
        ticker.pass(OPEN.minusNanos(1_000_000));
        assertThat(circuit.tryEnter()).isFalse();
        assertThat(circuit.admits()).isFalse();
        ticker.pass(Duration.ofMillis(2));
        assertThat(circuit.admits()).isTrue();
        assertThat(circuit.tryEnter()).isTrue();
        assertThat(circuit.tryEnter()).isTrue();
        assertThat(circuit.tryEnter()).as("a third trial call").isFalse();
        circuit.ended(null, 1000);
        circuit.ended(null, 1000);

        assertThat(circuit.state()).isEqualTo(State.CLOSED);
        assertThat(changes).containsExactly("CLOSED OPEN", "OPEN HALF_OPEN", "HALF_OPEN CLOSED");
    }

    @Test
    void opens_again_when_trial_calls_fail() {
        open();
        ticker.pass(OPEN.plusMillis(1));
        call(circuit, down, down);

        assertThat(circuit.state()).isEqualTo(State.OPEN);
        assertThat(circuit.openFor()).isEqualTo(OPEN);
    }

    @Test
    void a_trial_call_that_says_nothing_gives_its_permit_back() {
        open();
        ticker.pass(OPEN.plusMillis(1));
        QuintetException cancelled = QuintetException.concluded(Code.CANCELLED, FailureMode.OMISSION, "interrupted");
        QuintetException shed = QuintetException.reported(Code.RESOURCE_EXHAUSTED, "busy", List.of(), true);
        for (int i = 0; i < 100; i++) {
            call(circuit, cancelled, shed);
            assertThat(circuit.tryEnter()).isTrue();
            circuit.left();
        }
        assertThat(circuit.state()).isEqualTo(State.HALF_OPEN);
        succeed(circuit, 2);
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void what_the_caller_did_wrong_counts_as_an_answer() {
        QuintetException invalid = QuintetException.reported(Code.INVALID_ARGUMENT, "no", List.of(), false);
        QuintetException missing = QuintetException.reported(Code.NOT_FOUND, "no", List.of(), false);
        for (int i = 0; i < 20; i++) {
            call(circuit, invalid, missing);
        }
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
        call(circuit, down, down, down, down);
        assertThat(circuit.state()).as("4 of the last 10 failed").isEqualTo(State.CLOSED);
        call(circuit, down);
        assertThat(circuit.state()).isEqualTo(State.OPEN);
    }

    @Test
    void opens_when_calls_are_slow() {
        Circuit impatient = circuit(
                new CircuitSettings(50, new CircuitSettings.Window.Calls(10), 4, Duration.ofMillis(100), 75, OPEN, 2));
        long slow = Duration.ofMillis(101).toNanos();
        for (int i = 0; i < 4; i++) {
            assertThat(impatient.tryEnter()).isTrue();
            impatient.ended(null, i == 0 ? 1000 : slow);
        }
        assertThat(impatient.state()).isEqualTo(State.OPEN);
    }

    @Test
    void forgets_what_is_older_than_a_window_of_time() {
        Circuit timed = circuit(new CircuitSettings(50, new CircuitSettings.Window.Time(10), 4, null, 50, OPEN, 2));
        call(timed, down, down, down);
        ticker.pass(Duration.ofSeconds(12));
        call(timed, down, down, down);
        assertThat(timed.state()).isEqualTo(State.CLOSED);
        call(timed, down);
        assertThat(timed.state()).isEqualTo(State.OPEN);
    }

    @Test
    void the_refusal_says_how_long_it_is_open_and_that_nothing_was_sent() {
        open();
        ticker.pass(Duration.ofSeconds(2));
        QuintetException refusal = circuit.refusal();

        assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(refusal.retrySafe()).isTrue();
        assertThat(refusal.fromPeer()).isFalse();
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(refusal)
                .hasMessage("shop.find at http://a: the circuit is open for another 3000 ms,"
                        + " since 50 % or more of the calls before failed");
        assertThat(Refusal.caused(refusal)).isTrue();
    }

    @Test
    void can_be_forced_and_released() {
        circuit.forceOpen();
        assertThat(circuit.tryEnter()).isFalse();
        assertThat(circuit.refusal().retryAfter()).isNull();
        circuit.forceClosed();
        call(circuit, down, down, down, down, down, down, down, down);
        assertThat(circuit.state()).isEqualTo(State.FORCED_CLOSED);
        circuit.reset();
        assertThat(circuit.state()).isEqualTo(State.CLOSED);
        open();
        assertThat(changes)
                .containsExactly(
                        "CLOSED FORCED_OPEN", "FORCED_OPEN FORCED_CLOSED", "FORCED_CLOSED CLOSED", "CLOSED OPEN");
    }
}
