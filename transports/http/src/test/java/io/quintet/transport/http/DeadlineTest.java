package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Item;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeadlineTest {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private final CallHandler hangs = call -> {
        events.add("started");
        try {
            new CountDownLatch(1).await(10, TimeUnit.SECONDS);
            events.add("finished");
        } catch (InterruptedException e) {
            events.add("interrupted");
            throw new CallFailure(Failure.of(Code.CANCELLED, "interrupted"));
        }
        return new Item("7", "late", 1);
    };

    private String next() throws InterruptedException {
        return String.valueOf(events.poll(5, TimeUnit.SECONDS));
    }

    private void expect(String event) throws InterruptedException {
        assertThat(next()).isEqualTo(event);
    }

    @Test
    void the_server_answers_504_itself_when_time_is_up_and_interrupts_the_handler() throws Exception {
        try (TestPeer peer = TestPeer.serving(hangs)) {
            long start = System.nanoTime();
            var response = peer.send("GET", "/items/7", null, "Quintet-Timeout", "200ms");
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).contains("DEADLINE_EXCEEDED", "shop.find: not done within 200 ms");
            assertThat(millis).isBetween(199L, 2000L);
            expect("started");
            expect("interrupted");
        }
    }

    @Test
    void after_a_504_the_connection_serves_on() throws Exception {
        CallHandler first = call -> ((FindItem) call.request()).id().equals("slow") ? hangs.handle(call) : item(call);
        try (TestPeer peer = TestPeer.serving(first);
                Socket socket = peer.socket()) {
            String slow = "GET /items/slow HTTP/1.1\r\nHost: x\r\nQuintet-Timeout: 100ms\r\n\r\n";
            String quick = "GET /items/quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((slow + quick).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            String answers =
                    new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(answers).startsWith("HTTP/1.1 504").contains("HTTP/1.1 200", "\"id\":\"quick\"");
        }
    }

    private static Item item(Call call) {
        return new Item(
                ((FindItem) call.request()).id(),
                "pizza",
                call.deadline().remaining().toMillis());
    }

    @Test
    void the_client_stops_waiting_and_says_what_for_and_how_long() throws Exception {
        try (ForeignServer silent = new ForeignServer(socket -> {});
                TestPeer peer = TestPeer.serving(hangs)) {
            Endpoint endpoint = new Endpoint("http", "http://127.0.0.1:" + silent.port());
            assertThatThrownBy(() -> peer.transport.call(
                            endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ofMillis(150))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
                        assertThat(e.failureMode()).isEqualTo(FailureMode.TIMING);
                        assertThat(e.fromPeer()).isFalse();
                        assertThat(e.retrySafe()).isFalse();
                        assertThat(e.getMessage())
                                .startsWith("shop.find at 127.0.0.1:" + silent.port() + ": no response within 1");
                    });
        }
    }

    @Test
    void a_deadline_that_has_passed_sends_nothing() throws Exception {
        try (TestPeer peer = TestPeer.serving(hangs)) {
            assertThatThrownBy(() -> peer.transport.call(
                            peer.endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ZERO)))
                    .isInstanceOf(QuintetException.class)
                    .hasMessageContaining("before anything was sent");
            assertThat(events).isEmpty();
        }
    }

    @Test
    void the_handler_sees_what_remains_of_the_callers_time_capped() throws Exception {
        try (TestPeer peer = TestPeer.serving(DeadlineTest::item, "max-timeout", "3s")) {
            Item seen = (Item) peer.transport.call(
                    peer.endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ofMillis(900)));
            assertThat(seen.cents()).isBetween(1L, 900L);
            Item capped = (Item) peer.transport.call(
                    peer.endpoint, TestPeer.callOf("find", new FindItem("7"), Duration.ofHours(100_000)));
            assertThat(capped.cents()).isBetween(2000L, 3000L);
            assertThat(peer.send("GET", "/items/7", null).body()).containsPattern("\"cents\":1\\d{3}\\b");
        }
    }

    @Test
    void the_handler_is_interrupted_when_the_caller_goes_away() throws Exception {
        try (TestPeer peer = TestPeer.serving(hangs)) {
            try (Socket socket = peer.socket()) {
                socket.getOutputStream()
                        .write("GET /items/7 HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                expect("started");
            }
            expect("interrupted");
        }
    }

    @Test
    void the_handler_is_interrupted_when_the_thread_that_calls_is() throws Exception {
        try (TestPeer peer = TestPeer.serving(hangs)) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    peer.call("find", new FindItem("7"));
                } catch (QuintetException e) {
                    events.add(e.code() + " " + Thread.currentThread().isInterrupted());
                } catch (Exception e) {
                    events.add(e.toString());
                }
            });
            expect("started");
            caller.interrupt();
            assertThat(List.of(next(), next())).containsExactlyInAnyOrder("CANCELLED true", "interrupted");
        }
    }

    @Test
    void a_handler_may_run_longer_than_the_idle_timeout() throws Exception {
        CallHandler slow = call -> {
            try {
                new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new CallFailure(Failure.of(Code.CANCELLED, "interrupted"));
            }
            return item(call);
        };
        try (TestPeer peer = TestPeer.serving(slow, "idle-timeout", "50ms", "read-timeout", "50ms")) {
            assertThat(peer.call("find", new FindItem("7"))).isInstanceOf(Item.class);
        }
    }
}
