package io.quintet.discovery.etcd;

import static io.quintet.discovery.etcd.Registries.follow;
import static io.quintet.discovery.etcd.Registries.kitchen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.faults.net.FaultProxy;
import io.quintet.faults.net.WireFaults;
import io.quintet.servers.Ports;
import io.quintet.spi.Registry;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several endpoints, of which some fail. */
class EndpointsTest extends EtcdFixture {
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void one_that_refuses_connections_is_passed_over_wherever_it_stands(int first) throws Exception {
        String endpoints = "http://127.0.0.1:" + Ports.free() + ", " + etcd.address();
        Registry ours = registries.openAt(first, "endpoints", endpoints);
        Told told = follow(ours);
        ours.register(kitchen("a"));
        told.await("[a]");
        assertThat(told.all()).noneMatch(one -> one.startsWith("lost"));
    }

    @Test
    void one_that_never_answers_costs_its_timeout_once() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String endpoints = "http://127.0.0.1:" + silent.getLocalPort() + "," + etcd.address();
            Registry ours = registries.openAt(0, "endpoints", endpoints, "timeout", "300ms");
            ours.register(kitchen("a"));
            follow(ours).await("[a]");
        }
    }

    @Test
    void another_is_watched_when_the_one_that_is_watched_hangs() throws Exception {
        try (FaultProxy hanging = FaultProxy.to(etcd.socket(), 1)) {
            String endpoints = "http://127.0.0.1:" + hanging.address().getPort() + "," + etcd.address();
            Registry theirs =
                    registries.openAt(0, "endpoints", endpoints, "timeout", "300ms", "watch", "1h", "resync", "1h");
            Told told = follow(theirs);
            told.await("[]");
            hanging.backward(WireFaults.NONE.hole());
            registries.open("endpoints", etcd.address()).register(kitchen("a"));
            told.await("[a]");
        }
    }

    @Test
    void all_are_named_when_none_answers() {
        etcd.stop();
        int dead = Ports.free();
        Registry ours = registries.openAt(0, "endpoints", "http://127.0.0.1:" + dead + "," + etcd.address());
        assertThatThrownBy(() -> ours.register(kitchen("a")))
                .hasMessageContaining("http://127.0.0.1:" + dead + ": ")
                .hasMessageContaining("; " + etcd.address() + ": ");
    }

    @Test
    void one_that_is_no_etcd_is_told() throws Exception {
        String address = etcd.address() + "/elsewhere";
        Registry ours = registries.open("endpoints", address);
        assertThatThrownBy(() -> ours.register(kitchen("a")))
                .hasMessageContaining(address + ": status 404 (expected: the API of etcd, version 3.4 or later)");
    }
}
