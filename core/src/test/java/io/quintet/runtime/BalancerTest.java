package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BalancerTest {
    private final List<Instance> instances = new ArrayList<>();
    private final Balancer balancer = new Balancer(contract -> instances, "http");

    @Test
    void says_that_nobody_is_there_and_that_a_retry_is_safe() {
        assertThatThrownBy(() -> balancer.choose("shop"))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(e.retrySafe()).isTrue();
                })
                .hasMessageContaining("contract shop: no instance serves it over http");
    }

    @Test
    void prefers_the_one_with_fewer_calls_under_way() {
        instances.addAll(List.of(instance("a", "http"), instance("b", "http")));
        Balancer.Load busy = balancer.choose("shop");

        for (int i = 0; i < 50; i++) {
            Balancer.Load idle = balancer.choose("shop");
            assertThat(idle.endpoint()).isNotEqualTo(busy.endpoint());
            idle.done();
        }
    }

    @Test
    void shares_calls_that_stay_under_way_evenly() {
        instances.addAll(List.of(instance("a", "http"), instance("b", "http")));
        List<Endpoint> chosen = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            chosen.add(balancer.choose("shop").endpoint());
        }

        assertThat(chosen)
                .filteredOn(endpoint -> endpoint.address().equals("a"))
                .hasSize(50);
    }

    @Test
    void avoids_suspects_while_there_is_one_that_is_none() {
        for (String address : List.of("a", "b", "c", "d")) {
            instances.add(instance(address, "http"));
        }
        Set<String> suspects = new HashSet<>();
        while (suspects.size() < 3) {
            Balancer.Load load = balancer.choose("shop");
            if (!load.endpoint().address().equals("d")) {
                load.suspect();
                suspects.add(load.endpoint().address());
            }
        }

        for (int i = 0; i < 50; i++) {
            assertThat(balancer.choose("shop").endpoint().address()).isEqualTo("d");
        }
    }

    @Test
    void calls_a_suspect_where_there_is_no_other() {
        instances.add(instance("a", "http"));
        balancer.choose("shop").suspect();

        assertThat(balancer.choose("shop").endpoint().address()).isEqualTo("a");
    }

    @Test
    void chooses_none_that_another_transport_reaches() {
        instances.addAll(List.of(instance("a", "grpc"), instance("b", "http"), instance("c", "grpc")));

        for (int i = 0; i < 50; i++) {
            assertThat(balancer.choose("shop").endpoint().address()).isEqualTo("b");
        }
    }

    private static Instance instance(String address, String transport) {
        return new Instance(address, "shop", "shop", new Endpoint(transport, address));
    }
}
