package io.quintet.benchmarks.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.benchmarks.calls.CallTechnology.Caller;
import io.quintet.benchmarks.calls.Load.Measured;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What callers count, and when they refuse to; nothing is measured in tests. */
class LoadTest {
    private static final Duration A_MOMENT = Duration.ofMillis(5);

    private final Set<String> orderIds = ConcurrentHashMap.newKeySet();
    private final AtomicLong calls = new AtomicLong();

    private Caller answering(UnaryOperator<Accepted> answer) {
        return new Caller() {
            @Override
            public Accepted place(String orderId) {
                orderIds.add(orderId);
                calls.incrementAndGet();
                return answer.apply(Accepted.of(Order.example(orderId)));
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void every_answered_call_counts_and_every_caller_has_an_order_of_its_own() throws Exception {
        Measured measured = new Load(4, A_MOMENT).put(answering(accepted -> accepted));
        assertThat(measured.calls()).isEqualTo(calls.get()).isPositive();
        assertThat(orderIds).hasSize(4);
        assertThat(measured.elapsed()).isGreaterThanOrEqualTo(A_MOMENT);
        assertThat(measured.p99()).isGreaterThanOrEqualTo(measured.p50());
    }

    @Test
    void a_wrong_answer_ends_the_measurement() {
        Load load = new Load(2, A_MOMENT);
        Caller wrong = answering(accepted -> new Accepted(accepted.orderId(), "REFUSED", 0, 35));
        assertThatThrownBy(() -> load.put(wrong))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("expected:");
    }

    @Test
    void loads_and_what_they_came_to_survive_the_pipe() {
        Load load = new Load(64, Duration.ofSeconds(5));
        assertThat(Load.of(load.line())).isEqualTo(load);
        Measured measured = new Measured(7, Duration.ofNanos(11), Duration.ofNanos(2), Duration.ofNanos(3));
        assertThat(Measured.of(measured.line())).isEqualTo(measured);
    }

    @Test
    void the_example_costs_what_its_items_cost() {
        assertThat(Accepted.of(Order.example("order-1"))).isEqualTo(new Accepted("order-1", "ACCEPTED", 3430, 35));
    }
}
