package io.quintet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two services at one port: who gets what, and what becomes of the port when one of them leaves. */
@Timeout(30)
class SharedPortTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String GRPC = "application/grpc+proto";

    @ParameterizedTest
    @EnumSource
    void requests_are_told_apart_by_content_type(HttpProtocol protocol) {
        try (SharedPort port = new SharedPort(protocol)) {
            HttpAddress address = port.rest.open();
            assertThat(port.grpc.open()).isEqualTo(address);
            assertThat(port.ask(address, "application/grpc")).isEqualTo("grpc");
            assertThat(port.ask(address, "Application/GRPC+proto")).isEqualTo("grpc");
            assertThat(port.ask(address, "application/json")).isEqualTo("rest");
            assertThat(port.ask(address, "application/grp")).isEqualTo("rest");
            assertThat(port.ask(address, null)).isEqualTo("rest");
        }
    }

    @Test
    void it_does_not_matter_who_comes_first() {
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2)) {
            HttpAddress address = port.grpc.open();
            assertThat(port.ask(address, null)).isEqualTo("grpc"); // to say what it expects
            assertThat(port.rest.open()).isEqualTo(address);
            assertThat(port.ask(address, GRPC)).isEqualTo("grpc");
            assertThat(port.ask(address, null)).isEqualTo("rest");
        }
    }

    @Test
    void a_port_that_is_set_apart_is_not_shared() {
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2, "grpc.port", "0")) {
            HttpAddress rest = port.rest.open();
            HttpAddress grpc = port.grpc.open();
            assertThat(grpc).isNotEqualTo(rest);
            assertThat(port.ask(rest, GRPC)).isEqualTo("rest");
            assertThat(port.ask(grpc, null)).isEqualTo("grpc");
        }
    }

    @Test
    void two_settings_with_the_same_address_mean_one_port() throws Exception {
        String free = free();
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2, "http.port", free, "grpc.port", free)) {
            assertThat(port.rest.open()).isEqualTo(port.grpc.open());
            assertThat(port.ask(port.rest.open(), GRPC)).isEqualTo("grpc");
        }
    }

    @Test
    void instances_never_share_a_port() throws Exception {
        String free = free();
        try (SharedPort one = new SharedPort(HttpProtocol.HTTP_2, "http.port", free);
                SharedPort other = new SharedPort(HttpProtocol.HTTP_2, "http.port", free)) {
            one.rest.open();
            assertThatThrownBy(other.grpc::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("http.port: \"" + free + "\"")
                    .hasMessageContaining("127.0.0.1:" + free + " is in use");
        }
    }

    private static String free() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_drains_finishes_its_own_and_the_other_goes_on(HttpProtocol protocol) throws Exception {
        try (SharedPort port = new SharedPort(protocol)) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            FutureTask<String> underWay = port.held(address, port.grpcService);
            Thread drain = Thread.ofVirtual().start(() -> port.grpc.drain(LONG));
            while (port.ask(address, GRPC).equals("grpc")) {
                Thread.onSpinWait();
            }
            assertThat(port.ask(address, GRPC)).isEqualTo("503 grpc: shutting down (expected: another instance)");
            assertThat(port.ask(address, null)).isEqualTo("rest");
            assertThat(drain.isAlive()).isTrue();

            port.grpcService.gate.countDown();
            assertThat(underWay.get(10, TimeUnit.SECONDS)).isEqualTo("grpc");
            drain.join();
            assertThat(port.ask(address, null)).isEqualTo("rest");
            assertThat(port.ask(address, GRPC)).startsWith("503 grpc");

            port.rest.drain(LONG);
            SharedPort.awaitClosed(address);
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_closes_breaks_off_its_own_and_keeps_the_others(HttpProtocol protocol) throws Exception {
        try (SharedPort port = new SharedPort(protocol)) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            FutureTask<String> kept = port.held(address, port.restService);
            FutureTask<String> brokenOff = port.held(address, port.grpcService);
            port.grpc.close();
            port.grpc.close();
            assertThatThrownBy(() -> brokenOff.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(e.retrySafe()).isFalse();
                    });
            assertThat(port.grpcService.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(kept.isDone()).isFalse();
            port.restService.gate.countDown();
            assertThat(kept.get(10, TimeUnit.SECONDS)).isEqualTo("rest");
            port.rest.close();
            SharedPort.awaitClosed(address);
        }
    }

    @Test
    void closing_one_that_has_drained_leaves_the_drain_of_the_other_alone() throws Exception {
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2)) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            FutureTask<String> underWay = port.held(address, port.restService);
            port.grpc.drain(LONG);
            Thread drain = Thread.ofVirtual().start(() -> port.rest.drain(LONG));
            SharedPort.awaitClosed(address);
            port.grpc.close();
            port.restService.gate.countDown();
            assertThat(underWay.get(10, TimeUnit.SECONDS)).isEqualTo("rest");
            drain.join();
        }
    }

    @Test
    void what_outlasts_the_patience_is_broken_off() throws Exception {
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2)) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            FutureTask<String> late = port.held(address, port.grpcService);
            port.grpc.drain(Duration.ofMillis(20));
            assertThat(port.grpcService.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(QuintetException.class);
            assertThat(port.ask(address, null)).isEqualTo("rest");
        }
    }

    @Test
    void both_may_drain_at_once() throws Exception {
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2)) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            FutureTask<String> rest = port.held(address, port.restService);
            FutureTask<String> grpc = port.held(address, port.grpcService);
            Thread one = Thread.ofVirtual().start(() -> port.rest.drain(LONG));
            Thread other = Thread.ofVirtual().start(() -> port.grpc.drain(LONG));
            port.restService.gate.countDown();
            assertThat(rest.get(10, TimeUnit.SECONDS)).isEqualTo("rest");
            port.grpcService.gate.countDown();
            assertThat(grpc.get(10, TimeUnit.SECONDS)).isEqualTo("grpc");
            one.join();
            other.join();
            SharedPort.awaitClosed(address);
        }
    }

    @Test
    void a_place_that_was_left_can_be_taken_and_who_left_does_not_come_back() {
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2)) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            port.grpc.close();
            assertThatThrownBy(port.grpc::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transport grpc is closed");
            try (HttpMount successor = port.mount("http", new SharedPort.Named("successor", "application/grpc"))) {
                assertThat(successor.open()).isEqualTo(address);
                assertThat(port.ask(address, GRPC)).isEqualTo("successor");
            }
        }
    }

    @Test
    void a_port_that_is_closed_can_be_opened_again() throws Exception {
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2, "http.port", free())) {
            HttpAddress address = port.rest.open();
            port.rest.close();
            SharedPort.awaitClosed(address);
            assertThat(port.grpc.open()).isEqualTo(address);
            assertThat(port.ask(address, GRPC)).isEqualTo("grpc");
        }
    }

    @Test
    void who_closes_while_it_opens_leaves_nothing_open() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2)) {
                FutureTask<HttpAddress> opening = new FutureTask<>(port.grpc::open);
                Thread.ofVirtual().start(opening);
                port.grpc.close();
                try {
                    SharedPort.awaitClosed(opening.get(10, TimeUnit.SECONDS));
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                }
            }
        }
    }

    @Test
    void each_service_has_limits_of_its_own() throws Exception {
        try (SharedPort port =
                new SharedPort(HttpProtocol.HTTP_2, "http.max-concurrent", "1", "grpc.max-concurrent", "2048")) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            FutureTask<String> underWay = port.held(address, port.restService);
            assertThat(port.ask(address, null)).startsWith("429 rest: 1 requests under way");
            assertThat(port.ask(address, GRPC)).isEqualTo("grpc");
            port.restService.gate.countDown();
            assertThat(underWay.get(10, TimeUnit.SECONDS)).isEqualTo("rest");
        }
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2, "grpc.max-body", "10")) {
            HttpAddress address = port.rest.open();
            port.grpc.open();
            assertThat(port.ask(address, null, "/", new byte[100])).isEqualTo("rest");
            assertThat(port.ask(address, GRPC, "/", new byte[100])).startsWith("413 grpc: body: over 10 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({"max-streams,10,256", "idle-timeout,7s,PT1M", "host,127.0.0.2,127.0.0.1", "max-age,1h,not set"})
    void settings_that_contradict_each_other_are_told_whoever_comes_first(String name, String set, String otherwise) {
        String[] complaint = {
            "grpc." + name + ": \"" + set + "\" (expected: " + otherwise + ", as http." + name + " is,",
            "a port for each, by grpc.port and http.port)"
        };
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2, "grpc." + name, set)) {
            port.rest.open();
            assertThatThrownBy(port.grpc::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(complaint);
        }
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2, "grpc." + name, set)) {
            port.grpc.open();
            assertThatThrownBy(port.rest::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll(complaint);
        }
    }

    @Test
    void a_setting_that_is_the_same_contradicts_nothing() {
        try (SharedPort port = new SharedPort(
                HttpProtocol.HTTP_2, "grpc.max-streams", "256", "http.idle-timeout", "7s", "http.max-uri", "300")) {
            assertThat(port.grpc.open()).isEqualTo(port.rest.open());
        }
    }

    @Test
    void two_services_that_take_the_same_requests_need_a_port_each() throws Exception {
        String free = free();
        try (SharedPort port = new SharedPort(HttpProtocol.HTTP_2, "http.port", free, "proxy.port", free)) {
            port.rest.open();
            try (HttpMount proxy = port.mount("proxy", new SharedPort.Named("proxy", null))) {
                assertThatThrownBy(proxy::open)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("proxy.port: \"" + free + "\" (expected: another port: http is served");
            }
            assertThat(port.ask(port.rest.open(), null)).isEqualTo("rest");
        }
    }
}
