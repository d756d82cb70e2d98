package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.QuintetException;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.CircuitSettings;
import io.quintet.resilience.ManualTicker;
import io.quintet.resilience.RetryBudget;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CircuitBreakingTest {
    private final QuintetException late = QuintetException.deadlineExceeded("no response");

    private final ManualTicker ticker = new ManualTicker();
    private final Circuit circuit =
            new Circuit("shop.findAgain", "a", CircuitSettings.DEFAULT, ticker, (which, from, to) -> {});
    private final Call call = Fixtures.call("findAgain", Duration.ofMinutes(1));
    private final AtomicInteger calls = new AtomicInteger();

    private Invoker chain(Invoker last) {
        return new CircuitBreaking(
                call -> {
                    calls.incrementAndGet();
                    return last.invoke(call);
                },
                circuit,
                ticker);
    }

    private void halfOpen() {
        while (circuit.tryEnter()) {
            circuit.ended(late, 1);
        }
        ticker.pass(CircuitSettings.DEFAULT.open().plusMillis(1));
    }

    @Test
    void refuses_without_a_call_and_is_not_tried_again() {
        circuit.forceOpen();
        Invoker retrying = new Retrying(chain(call -> "done"), 8, Fixtures.SHORT, new RetryBudget(20));

        assertThatThrownBy(() -> retrying.invoke(call)).hasMessageContaining("the circuit is forced open");
        assertThat(calls).hasValue(0);
    }

    @Test
    void streams_that_nobody_pulls_take_no_trial_calls_away() throws Exception {
        halfOpen();
        Invoker streams = chain(call -> Stream.of("one"));
        for (int i = 0; i < 100; i++) {
            assertThat(streams.invoke(call)).isInstanceOf(Stream.class);
        }
        assertThat(circuit.state()).isEqualTo(Circuit.State.HALF_OPEN);
        assertThat(chain(call -> "done").invoke(call)).isEqualTo("done");
    }

    @Test
    void a_stream_counts_by_how_it_ends() throws Exception {
        halfOpen();
        for (int i = 0; i < CircuitSettings.DEFAULT.trialCalls(); i++) {
            Object response = chain(call -> Stream.of("one", "two")).invoke(call);
            assertThat(((Stream<?>) response).toList()).hasSize(2);
        }
        assertThat(circuit.state()).isEqualTo(Circuit.State.CLOSED);

        Invoker breaking = chain(call -> Streams.of(new Streams.Source() {
            @Override
            public @Nullable Object next() {
                throw late;
            }

            @Override
            public void close() {}
        }));
        for (int i = 0; i < CircuitSettings.DEFAULT.minimumCalls(); i++) {
            Stream<?> response = (Stream<?>) breaking.invoke(call);
            assertThatThrownBy(response::toList).isSameAs(late);
        }
        assertThat(circuit.state()).isEqualTo(Circuit.State.OPEN);
    }

    @Test
    void a_bug_on_this_side_gives_the_permit_back() throws Exception {
        halfOpen();
        Invoker broken = chain(call -> {
            throw new IllegalStateException("bug");
        });
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> broken.invoke(call)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(chain(call -> "done").invoke(call)).isEqualTo("done");
    }
}
