package io.quintet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortsTest {
    /** Another process: says whether it would be lent a port. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) {
            System.out.println("lent " + Ports.lends(Integer.parseInt(args[0])));
        }
    }

    @Test
    void no_port_is_given_out_twice_and_none_that_the_system_gives_out_itself() throws Exception {
        try (ServerSocket system = new ServerSocket(0)) {
            Set<Integer> given = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                int port = Ports.free();
                assertThat(port).isBetween(10_000, 32_767).isNotEqualTo(system.getLocalPort());
                assertThat(given.add(port)).isTrue();
            }
        }
    }

    @Test
    void a_port_is_in_use_when_it_is_over_tcp_or_over_udp() throws Exception {
        int port = Ports.free();
        assertThat(Ports.unused(port)).isTrue();
        try (ServerSocket tcp = new ServerSocket(port)) {
            assertThat(Ports.unused(tcp.getLocalPort())).isFalse();
        }
        try (DatagramSocket udp = new DatagramSocket(port)) {
            assertThat(Ports.unused(udp.getLocalPort())).isFalse();
        }
        assertThat(Ports.unused(port)).isTrue();
    }

    @Test
    void a_port_is_given_to_one_process_until_it_ends() throws Exception {
        int port = Ports.free();
        Process other = new ProcessBuilder(ChildJvm.of(Other.class, port).command())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("lent false");
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void a_server_whose_port_was_taken_meanwhile_starts_at_another() {
        List<Integer> tried = new ArrayList<>();
        int started = Ports.first(port -> {
            tried.add(port);
            if (tried.size() < 10) {
                throw new UncheckedIOException(new BindException("Address already in use"));
            }
            return port;
        });
        assertThat(tried).hasSize(10).doesNotHaveDuplicates().endsWith(started);
    }

    @Test
    void ports_are_not_tried_for_ever_and_other_failures_not_twice() {
        List<Integer> tried = new ArrayList<>();
        assertThatThrownBy(() -> Ports.first(port -> {
                    tried.add(port);
                    throw new BindException("in use");
                }))
                .isInstanceOf(BindException.class);
        assertThat(tried).hasSize(10);
        tried.clear();
        assertThatThrownBy(() -> Ports.first(port -> {
                    tried.add(port);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(tried).hasSize(1);
    }
}
