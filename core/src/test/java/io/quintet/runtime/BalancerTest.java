package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.resilience.Balancing;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.CircuitSettings;
import io.quintet.resilience.Health;
import io.quintet.resilience.ManualTicker;
import io.quintet.spi.Call;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BalancerTest {
    private final ManualTicker ticker = new ManualTicker();
    private final List<Instance> instances = new ArrayList<>();
    private final List<String> called = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, Circuit> circuits = new HashMap<>();
    private final Call call = Fixtures.call("find", Duration.ofMinutes(1));
    private final Balancer balancer = new Balancer(
            new RouteTable(
                    () -> List.copyOf(instances), "http", call.operation().model(), this::route, sizes::add),
            Balancing.roundRobin(),
            false);

    private Route route(Instance instance) {
        Circuit circuit =
                new Circuit("shop.find", instance.id(), CircuitSettings.DEFAULT, ticker, (which, from, to) -> {});
        assertThat(circuits.put(instance.id(), circuit))
                .as("one route per instance")
                .isNull();
        Invoker chain = new CircuitBreaking(
                call -> {
                    called.add(instance.id());
                    return "done";
                },
                circuit,
                ticker);
        return new Route(
                instance,
                chain,
                new Health(ticker),
                circuit,
                1,
                0,
                instance.id().startsWith("near"));
    }

    private void have(String... ids) {
        instances.clear();
        for (String id : ids) {
            instances.add(instance(id, "http"));
        }
    }

    private static Instance instance(String id, String transport) {
        return new Instance(id, "shop", "shop", new Endpoint(transport, id));
    }

    private void call(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(balancer.invoke(call)).isEqualTo("done");
        }
    }

    @Test
    void says_that_nobody_is_there_and_that_a_retry_is_safe() {
        assertThatThrownBy(() -> balancer.invoke(call))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(e.retrySafe()).isTrue();
                })
                .hasMessageContaining("contract shop: no instance serves it over http");
    }

    @Test
    void follows_the_registry_and_keeps_what_it_knows() throws Exception {
        have("a", "b");
        call(2);
        have("b", "c");
        call(4);
        have("a", "b");

        assertThat(called).containsExactly("a", "b", "b", "c", "b", "c");
        assertThat(sizes).containsExactly(2, 2);
    }

    @Test
    void chooses_none_that_another_transport_reaches() throws Exception {
        instances.addAll(List.of(instance("a", "grpc"), instance("b", "http"), instance("c", "grpc")));
        call(3);
        assertThat(called).containsExactly("b", "b", "b");
    }

    @Test
    void does_not_call_where_the_circuit_is_open_while_there_is_another() throws Exception {
        have("a", "b", "c");
        call(3);
        called.clear();
        circuits.get("a").forceOpen();
        circuits.get("c").forceOpen();
        call(4);
        assertThat(called).containsExactly("b", "b", "b", "b");
    }

    @Test
    void asks_the_next_at_once_when_a_half_open_circuit_has_no_trial_call_left() throws Exception {
        have("a", "b");
        call(2);
        called.clear();
        Circuit circuit = circuits.get("a");
        QuintetException late = QuintetException.deadlineExceeded("late");
        while (circuit.tryEnter()) {
            circuit.ended(late, 1);
        }
        ticker.pass(CircuitSettings.DEFAULT.open().plusMillis(1));
        for (int i = 0; i < CircuitSettings.DEFAULT.trialCalls(); i++) {
            assertThat(circuit.tryEnter()).isTrue();
        }
        call(4);
        assertThat(called).containsExactly("b", "b", "b", "b");
    }

    @Test
    void fails_when_every_circuit_is_open() throws Exception {
        have("a", "b");
        call(2);
        circuits.values().forEach(Circuit::forceOpen);
        assertThatThrownBy(() -> balancer.invoke(call))
                .isInstanceOf(QuintetException.class)
                .hasMessageContaining("the circuit is forced open");
        assertThat(called).hasSize(2);
    }

    @Test
    void stays_in_the_zone_while_it_can() throws Exception {
        have("far-1", "near-1", "far-2", "near-2");
        call(4);
        assertThat(called).containsExactly("near-1", "near-2", "near-1", "near-2");
        circuits.get("near-1").forceOpen();
        circuits.get("near-2").forceOpen();
        called.clear();
        call(2);
        assertThat(called).allMatch(id -> id.startsWith("far"));
    }
}
