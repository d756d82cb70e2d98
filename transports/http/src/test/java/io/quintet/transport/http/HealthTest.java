package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.InvalidContractException;
import io.quintet.RequestResponse;
import io.quintet.codec.json.JsonCodec;
import io.quintet.config.SettingsSource;
import io.quintet.contract.ContractModel;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Item;
import io.quintet.transport.http.Shop.Nothing;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HealthTest {
    private static final CallHandler ECHO = call -> new Item(((FindItem) call.request()).id(), "x", 1);

    /** Wants what is the transport's own. */
    @Contract("health")
    public interface Health {
        @RequestResponse
        @Http(method = Http.Method.GET, path = "/health/ready")
        Nothing ready(Nothing query);
    }

    /** Wants the paths of pending calls. */
    @Contract("calls")
    public interface Calls {
        @RequestResponse
        @Http(path = "/_calls/{id}/again")
        Nothing again(FindItem command);
    }

    /** Has paths beside them. */
    @Contract("healthy")
    public interface Healthy {
        @RequestResponse
        @Http(method = Http.Method.GET, path = "/health/{id}")
        Item of(FindItem query);
    }

    private record Asking(String method, String target) implements RequestHead {
        @Override
        public String header(String name) {
            return null;
        }

        @Override
        public void forEachHeader(BiConsumer<String, String> visitor) {}

        @Override
        public boolean http2() {
            return false;
        }

        @Override
        public String peerSubject() {
            return null;
        }
    }

    @Test
    void an_instance_that_serves_is_live_and_ready() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO)) {
            for (String word : new String[] {"live", "ready"}) {
                var response = peer.send("GET", "/health/" + word + "?verbose", null);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("{\"status\":\"" + word + "\"}");
                assertThat(response.headers().firstValue("cache-control")).contains("no-store");
                assertThat(peer.send("HEAD", "/health/" + word, null).body()).isEmpty();
                var post = peer.send("POST", "/health/" + word, "{}");
                assertThat(post.statusCode()).isEqualTo(405);
                assertThat(post.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
            }
            assertThat(peer.send("GET", "/health/other", null).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void an_instance_with_too_much_to_do_is_still_live() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Semaphore gate = new Semaphore(0);
        CallHandler gated = call -> {
            started.countDown();
            gate.acquireUninterruptibly();
            return ECHO.handle(call);
        };
        try (TestPeer peer = TestPeer.serving(gated, "max-concurrent", "1")) {
            Thread busy = Thread.ofVirtual().start(() -> {
                try {
                    peer.send("GET", "/items/7", null);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            var refused = peer.send("GET", "/items/7", null);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("1");
            assertThat(peer.send("GET", "/health/live", null).statusCode()).isEqualTo(200);
            gate.release();
            busy.join();
        }
    }

    @Test
    void one_that_drains_is_live_and_not_ready() throws Exception {
        try (PendingCalls pending = new PendingCalls(1, java.time.Duration.ofSeconds(1), TestPeer.TIMER)) {
            EventStreams none =
                    new EventStreams(EventSettings.read(new SettingsSource().settings()), Clock.systemUTC(), List.of());
            HttpServerSide side =
                    new HttpServerSide(java.time.Duration.ofSeconds(1), null, pending, null, none, List.of());
            Reply ready = side.whileRefusing(new Asking("GET", "/health/ready"), true);
            assertThat(ready.status()).isEqualTo(503);
            assertThat(new String(ready.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("draining");
            assertThat(side.whileRefusing(new Asking("GET", "/health/live"), true)
                            .status())
                    .isEqualTo(200);
            assertThat(side.whileRefusing(new Asking("GET", "/health/ready"), false)
                            .status())
                    .isEqualTo(200);
            assertThat(side.whileRefusing(new Asking("GET", "/items/7"), true)).isNull();
        }
    }

    private static void serve(TestPeer peer, Class<?> contract) {
        peer.transport.serve(
                ContractModel.of(contract).operations().stream()
                        .map(model -> BoundOperation.of(model, new JsonCodec()))
                        .toList(),
                Call::request);
    }

    @ParameterizedTest
    @ValueSource(classes = {Health.class, Calls.class})
    void a_contract_cannot_take_these_paths(Class<?> contract) {
        try (TestPeer peer = TestPeer.serving(ECHO)) {
            assertThatThrownBy(() -> serve(peer, contract))
                    .isInstanceOf(InvalidContractException.class)
                    .hasMessageContaining("is the transport's own (mend: change the @Http path)");
        }
    }

    @Test
    void a_variable_of_a_contract_does_not_hide_them() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO)) {
            serve(peer, Healthy.class);
            assertThat(peer.send("GET", "/health/live", null).body()).contains("live");
        }
    }
}
