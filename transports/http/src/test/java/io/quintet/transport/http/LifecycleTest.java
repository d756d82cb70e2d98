package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.Deadline;
import io.quintet.FailureMode;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.servers.Ports;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Endpoint;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Item;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LifecycleTest {
    private static final CallHandler ECHO = call -> new Item(((FindItem) call.request()).id(), "x", 1);

    private static CallHandler gated(CountDownLatch started, Semaphore gate) {
        return call -> {
            started.countDown();
            gate.acquireUninterruptibly();
            gate.release();
            return ECHO.handle(call);
        };
    }

    private static CompletableFuture<Object> async(TestPeer client, Endpoint endpoint) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(client.transport.call(
                        endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(10))));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Test
    void is_found_as_a_service_and_knows_its_settings() {
        TransportProvider provider = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("http"))
                .findFirst()
                .orElseThrow();
        Settings section = new SettingsSource()
                .code(Map.of("http.port", "0", "http.max-bodi", "7"))
                .settings()
                .section("http");
        try (var scheduler = Executors.newSingleThreadScheduledExecutor();
                Transport transport =
                        provider.create(new ServiceContext("s", "s-1", section, Clock.systemUTC(), scheduler))) {
            assertThat(transport.guarantees()).isEqualTo(provider.guarantees());
            assertThatThrownBy(section::rejectUnread)
                    .hasMessageContaining("http.max-bodi")
                    .hasMessageContaining("http.max-body, ");
        }
    }

    @Test
    void a_port_in_use_is_told_with_address_setting_and_mend() throws Exception {
        try (ServerSocket holder = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(holder.getLocalPort());
            assertThatThrownBy(() -> TestPeer.serving(ECHO, "port", port).close())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("http.port: \"" + port + "\"")
                    .hasMessageContaining("127.0.0.1:" + port + " is in use")
                    .hasMessageContaining("0 for any free one");
        }
    }

    @Test
    void a_port_of_another_transport_is_in_use_too() {
        try (TestPeer peer = TestPeer.serving(ECHO)) {
            assertThatThrownBy(() ->
                            TestPeer.serving(ECHO, "port", "" + peer.port()).close())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void calls_go_over_http_2_where_that_is_asked_for() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                TestPeer client = TestPeer.serving(ECHO, "version", "2")) {
            CompletableFuture<Object> result =
                    async(client, new Endpoint("http", "http://127.0.0.1:" + server.getLocalPort()));
            try (Socket socket = server.accept()) {
                String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
                assertThat(socket.getInputStream().readNBytes(preface.length()))
                        .asString()
                        .isEqualTo(preface);
            }
            assertThat(result).failsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void a_version_of_http_that_is_not_spoken_is_told() {
        assertThatThrownBy(() -> TestPeer.serving(ECHO, "version", "3").close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("http.version: \"3\" (expected: 1.1 or 2");
    }

    @Test
    void a_host_that_is_not_this_machine_is_told() {
        assertThatThrownBy(() -> TestPeer.serving(ECHO, "host", "192.0.2.1").close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("http.host: \"192.0.2.1\" (expected: an address of this machine");
    }

    @Test
    void a_route_cannot_be_served_twice() {
        try (TestPeer peer = TestPeer.serving(ECHO)) {
            assertThatThrownBy(() -> peer.transport.serve(List.of(TestPeer.OPERATIONS.get("find")), ECHO))
                    .isInstanceOf(InvalidContractException.class)
                    .hasMessageContaining("same route as shop.find");
        }
    }

    @Test
    void a_peer_that_is_down_is_unreachable_and_retrying_is_safe() throws Exception {
        int port = Ports.free();
        try (TestPeer client = TestPeer.serving(ECHO)) {
            assertThatThrownBy(() -> client.transport.call(
                            new Endpoint("http", "http://127.0.0.1:" + port),
                            TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(5))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(e.failureMode()).isEqualTo(FailureMode.CRASH);
                        assertThat(e.retrySafe()).isTrue();
                        assertThat(e.getMessage()).contains("shop.find at 127.0.0.1:" + port, "efused");
                    });
        }
    }

    @Test
    void an_endpoint_that_is_none_is_told() {
        try (TestPeer client = TestPeer.serving(ECHO)) {
            for (String bad : List.of(
                    "", "http://", "http://x:", "https://:1", "ftp://x:1", "http://x:99999", "http://x:1/y", "x:80")) {
                assertThatThrownBy(() -> client.transport.call(
                                new Endpoint("http", bad),
                                TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(5))))
                        .isInstanceOf(QuintetException.class)
                        .hasMessageContaining("\"" + bad + "\" (expected: an address such as");
            }
        }
    }

    @Test
    void a_connection_that_dies_after_sending_is_not_safe_to_retry() throws Exception {
        try (ForeignServer dying = new ForeignServer(Socket::close);
                TestPeer client = TestPeer.serving(ECHO)) {
            assertThatThrownBy(() -> client.transport.call(
                            new Endpoint("http", "http://127.0.0.1:" + dying.port()),
                            TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(5))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(e.failureMode()).isEqualTo(FailureMode.CRASH);
                        assertThat(e.retrySafe()).isFalse();
                    });
        }
    }

    @Test
    void a_connection_that_dies_within_the_body_is_lost_too() throws Exception {
        try (ForeignServer dying = new ForeignServer(socket -> {
                    ForeignServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
                    socket.close();
                });
                TestPeer client = TestPeer.serving(ECHO)) {
            assertThatThrownBy(() -> client.transport.call(
                            new Endpoint("http", "http://127.0.0.1:" + dying.port()),
                            TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(5))))
                    .isInstanceOfSatisfying(
                            QuintetException.class,
                            e -> assertThat(e.failureMode()).isEqualTo(FailureMode.CRASH));
        }
    }

    @Test
    void a_peer_that_restarts_on_its_port_is_reached_again() throws Exception {
        try (TestPeer client = TestPeer.serving(ECHO)) {
            TestPeer first = TestPeer.serving(ECHO);
            String port = "" + first.port();
            for (int restart = 0; restart < 3; restart++) {
                for (int i = 0; i < 5; i++) {
                    assertThat(async(client, first.endpoint).get(5, TimeUnit.SECONDS))
                            .isInstanceOf(Item.class);
                }
                first.close();
                first = TestPeer.serving(ECHO, "port", port);
                Endpoint endpoint = first.endpoint;
                // the pooled connection is gone: the first call may find that out and say so, the next goes through
                CompletableFuture<Object> attempt = async(client, endpoint).exceptionally(e -> e);
                if (attempt.get(5, TimeUnit.SECONDS) instanceof QuintetException e) {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(async(client, endpoint).get(5, TimeUnit.SECONDS)).isInstanceOf(Item.class);
                }
            }
            first.close();
        }
    }

    @Test
    void a_response_over_the_limit_is_refused() throws Exception {
        CallHandler large = call -> new Item("7", "x".repeat(10_000), 1);
        try (TestPeer peer = TestPeer.serving(large, "max-response", "4KiB")) {
            assertThatThrownBy(() -> peer.call("find", new FindItem("7")))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                        assertThat(e.getMessage()).contains("4096 bytes", "max-response");
                    });
        }
    }

    @Test
    void requests_beyond_the_limit_are_turned_away_as_load_and_safe_to_retry() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        Semaphore gate = new Semaphore(0);
        try (TestPeer peer = TestPeer.serving(gated(started, gate), "max-concurrent", "2")) {
            CompletableFuture<Object> one = async(peer, peer.endpoint);
            CompletableFuture<Object> two = async(peer, peer.endpoint);
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> peer.call("find", new FindItem("7")))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                        assertThat(e.retrySafe()).isTrue();
                        assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                        assertThat(e.fromPeer()).isTrue();
                    });
            gate.release();
            assertThat(one.get(5, TimeUnit.SECONDS)).isInstanceOf(Item.class);
            assertThat(two.get(5, TimeUnit.SECONDS)).isInstanceOf(Item.class);
            assertThat(peer.call("find", new FindItem("7"))).isInstanceOf(Item.class);
        }
    }

    @Test
    void calls_beyond_connections_and_queue_are_refused_at_once() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Semaphore gate = new Semaphore(0);
        try (TestPeer server = TestPeer.serving(gated(started, gate));
                TestPeer client = TestPeer.serving(ECHO, "max-connections", "1", "max-waiting", "0")) {
            CompletableFuture<Object> one = async(client, server.endpoint);
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> client.transport.call(
                            server.endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(5))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                        assertThat(e.retrySafe()).isTrue();
                    });
            gate.release();
            assertThat(one.get(5, TimeUnit.SECONDS)).isInstanceOf(Item.class);
        }
    }

    /** What is tried while each connection of a client is held by a call that waits at a gate, with one place to wait for each. */
    @FunctionalInterface
    private interface WhileHeld {
        void run(TestPeer server, TestPeer client, List<CompletableFuture<Object>> held, Semaphore gate)
                throws Exception;
    }

    private static void whileAllConnectionsAreHeld(WhileHeld test) throws Exception {
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2); // each has a connection, and a place
        CountDownLatch started = new CountDownLatch(loops);
        Semaphore gate = new Semaphore(0);
        try (TestPeer server = TestPeer.serving(gated(started, gate));
                TestPeer client = TestPeer.serving(ECHO, "max-connections", "1", "max-waiting", "1")) {
            List<CompletableFuture<Object>> held = async(loops, client, server.endpoint);
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            test.run(server, client, held, gate);
        }
    }

    private static List<CompletableFuture<Object>> async(int calls, TestPeer client, Endpoint endpoint) {
        return Stream.generate(() -> async(client, endpoint)).limit(calls).toList();
    }

    private static void requireAnswered(List<CompletableFuture<Object>> calls) throws Exception {
        for (CompletableFuture<Object> call : calls) {
            assertThat(call.get(5, TimeUnit.SECONDS)).isInstanceOf(Item.class);
        }
    }

    @Test
    void calls_whose_time_is_up_leave_their_place_in_the_queue_to_others() throws Exception {
        whileAllConnectionsAreHeld((server, client, held, gate) -> {
            int places = held.size();
            int late = 0;
            for (Deadline end = Deadline.in(Duration.ofSeconds(5)); late < 3 * places && !end.expired(); ) {
                Call soon = TestPeer.callOf("find", new FindItem("7"), Duration.ofMillis(50));
                QuintetException e = catchThrowableOfType(
                        QuintetException.class, () -> client.transport.call(server.endpoint, soon));
                late += e.code() == Code.DEADLINE_EXCEEDED ? 1 : 0;
            }
            assertThat(late).isEqualTo(3 * places);
            gate.release();
            requireAnswered(held);
            requireAnswered(async(1, client, server.endpoint));
        });
    }

    @Test
    void calls_that_are_interrupted_leave_their_place_in_the_queue_at_once() throws Exception {
        whileAllConnectionsAreHeld((server, client, held, gate) -> {
            for (int i = 0; i < 3 * held.size(); i++) {
                Thread.currentThread().interrupt();
                QuintetException e = catchThrowableOfType(
                        QuintetException.class,
                        () -> client.transport.call(
                                server.endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(15))));
                assertThat(Thread.interrupted()).isTrue();
                assertThat(e.code()).isEqualTo(Code.CANCELLED);
            }
            List<CompletableFuture<Object>> waiting = async(held.size(), client, server.endpoint);
            gate.release();
            requireAnswered(held);
            requireAnswered(waiting);
        });
    }

    @Test
    void drain_lets_calls_under_way_finish_and_refuses_new_ones() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Semaphore gate = new Semaphore(0);
        try (TestPeer server = TestPeer.serving(gated(started, gate));
                TestPeer client = TestPeer.serving(ECHO)) {
            CompletableFuture<Object> underWay = async(client, server.endpoint);
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            Thread drain = Thread.ofVirtual().start(() -> server.transport.drain(Duration.ofSeconds(10)));
            assertThat(refusedWithin(client, server.endpoint, 5)).isTrue();
            assertThat(underWay).isNotDone();
            gate.release();
            assertThat(underWay.get(5, TimeUnit.SECONDS)).isInstanceOf(Item.class);
            assertThat(drain.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    private static boolean refusedWithin(TestPeer client, Endpoint endpoint, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            try {
                client.transport.call(endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ofMillis(100)));
            } catch (QuintetException e) {
                if (e.code() == Code.UNAVAILABLE) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void drain_does_not_wait_longer_than_its_patience() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CallHandler stubborn = call -> {
            started.countDown();
            try {
                new CountDownLatch(1).await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return ECHO.handle(call);
        };
        try (TestPeer server = TestPeer.serving(stubborn);
                TestPeer client = TestPeer.serving(ECHO)) {
            CompletableFuture<Object> underWay = async(client, server.endpoint);
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            server.transport.drain(Duration.ofMillis(200));
            assertThat(System.nanoTime() - start).isBetween(199_000_000L, 3_000_000_000L);
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> underWay.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(QuintetException.class);
        }
    }

    @Test
    void closing_the_client_ends_its_calls_and_twice_does_nothing() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Semaphore gate = new Semaphore(0);
        try (TestPeer server = TestPeer.serving(gated(started, gate))) {
            TestPeer client = TestPeer.serving(ECHO);
            CompletableFuture<Object> underWay = async(client, server.endpoint);
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            client.close();
            client.close();
            assertThatThrownBy(() -> underWay.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(QuintetException.class);
            Call call = TestPeer.callOf("find", new FindItem("7"), Duration.ofMillis(300));
            assertThatThrownBy(() -> client.transport.call(server.endpoint, call))
                    .isInstanceOf(QuintetException.class);
            gate.release();
        }
    }
}
