package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Found;
import io.quintet.transport.http.Shop.NoSuchItem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class UnawaitedCallTest {
    private final Semaphore gate = new Semaphore(0);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CallHandler gated = call -> {
        try {
            gate.acquire();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new CallFailure(Failure.of(Code.CANCELLED, "interrupted"));
        }
        String id = ((FindItem) call.request()).id();
        return switch (id) {
            case "missing" ->
                throw new CallFailure(new Failure(
                        Code.NOT_FOUND, "none", "NoSuchItem", new NoSuchItem.Detail(id, List.of()), List.of(), false));
            case "bug" -> throw new IllegalStateException("a secret");
            default -> new Found(id);
        };
    };

    private static HttpResponse<String> report(TestPeer peer, String id, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return peer.send("POST", "/reports", "{'id':'" + id + "'}", all);
    }

    private static String accepted(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("preference-applied")).contains("respond-async");
        return response.headers().firstValue("location").orElseThrow();
    }

    private static HttpResponse<String> settled(TestPeer peer, String location) throws Exception {
        while (true) { // bounded by the timeout of the class
            var response = peer.send("GET", location, null);
            if (response.statusCode() != 202) {
                return response;
            }
        }
    }

    @Test
    void is_told_at_once_where_the_response_will_be() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated)) {
            String location = accepted(report(peer, "7", "Prefer", "respond-async, wait=5"));
            assertThat(location).matches("/_calls/[A-Za-z0-9_-]{22}");
            var underWay = peer.send("GET", location, null);
            assertThat(underWay.statusCode()).isEqualTo(202);
            assertThat(underWay.headers().firstValue("location")).contains(location);
            assertThat(underWay.headers().firstValue("retry-after")).contains("1");
            gate.release();
            var done = settled(peer, location);
            assertThat(done.statusCode()).isEqualTo(201);
            assertThat(done.body()).isEqualTo("{\"seen\":\"7\"}");
            assertThat(done.headers().firstValue("content-type")).contains("application/json");
            assertThat(done.headers().firstValue("cache-control")).contains("no-store");
            assertThat(peer.send("GET", location, null).body()).as("again").isEqualTo(done.body());
            assertThat(peer.send("HEAD", location, null).statusCode()).isEqualTo(201);
            assertThat(peer.send("DELETE", location, null).statusCode()).isEqualTo(405);
        }
    }

    @Test
    void a_problem_is_kept_as_a_response_is() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated)) {
            gate.release(2);
            var missing = settled(peer, accepted(report(peer, "missing", "Prefer", "Respond-Async")));
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).contains("\"errorType\":\"NoSuchItem\"");
            var bug = settled(peer, accepted(report(peer, "bug", "Prefer", "x=1;y, respond-async;z=2")));
            assertThat(bug.statusCode()).isEqualTo(500);
            assertThat(bug.body()).contains("\"code\":\"INTERNAL\"").doesNotContain("secret");
        }
    }

    @Test
    void a_request_that_does_not_fit_is_told_at_once() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated)) {
            var response = peer.send(
                    "POST", "/reports", "{'id':7}", "Content-Type", "application/json", "Prefer", "respond-async");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"pointer\":\"/id\"");
        }
    }

    @Test
    void who_waits_and_what_is_answered_in_time_by_contract_is_served_at_once() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated)) {
            gate.release(4);
            assertThat(report(peer, "7").statusCode()).isEqualTo(201);
            assertThat(report(peer, "7", "Prefer", "respond-asynchronously, wait=3")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(peer.send(
                                    "POST",
                                    "/shop/restocked",
                                    "{'id':'7'}",
                                    "Content-Type",
                                    "application/json",
                                    "Prefer",
                                    "respond-async")
                            .headers()
                            .firstValue("location"))
                    .isEmpty();
        }
    }

    @Test
    void who_finds_no_room_is_served_at_once_and_has_room_again_when_a_response_has_expired() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated, "max-pending", "1", "pending-expiry", "50ms")) {
            String first = accepted(report(peer, "7", "Prefer", "respond-async"));
            gate.release();
            assertThat(peer.send("GET", first, null).statusCode()).isIn(202, 201, 404);
            gate.release(1000);
            HttpResponse<String> next = report(peer, "8", "Prefer", "respond-async");
            while (next.statusCode() == 201) { // bounded by the timeout of the class
                next = report(peer, "8", "Prefer", "respond-async");
            }
            accepted(next);
            assertThat(peer.send("GET", first, null).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void without_room_the_response_comes_with_the_request() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated, "max-pending", "0")) {
            gate.release();
            var response = report(peer, "7", "Prefer", "respond-async");
            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.headers().firstValue("preference-applied")).isEmpty();
        }
    }

    @Test
    void the_deadline_interrupts_it_and_is_what_came_out() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated)) {
            String location = accepted(report(peer, "7", "Prefer", "respond-async", "Quintet-Timeout", "100ms"));
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
            var response = settled(peer, location);
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).contains("not done within 100 ms");
        }
    }

    @Test
    void nobody_finds_what_was_never_begun() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated)) {
            for (String id : new String[] {"", "x", "..%2f", "AAAAAAAAAAAAAAAAAAAAAA"}) {
                assertThat(peer.send("GET", "/_calls/" + id, null).statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void drain_waits_for_it_and_close_interrupts_it() throws Exception {
        try (TestPeer peer = TestPeer.serving(gated)) {
            accepted(report(peer, "7", "Prefer", "respond-async"));
            Thread drain = Thread.ofVirtual().start(() -> peer.transport.drain(Duration.ofSeconds(10)));
            assertThat(drain.join(Duration.ofMillis(100))).isFalse();
            gate.release();
            assertThat(drain.join(Duration.ofSeconds(5))).isTrue();
        }
        TestPeer closing = TestPeer.serving(gated);
        accepted(report(closing, "7", "Prefer", "respond-async"));
        closing.close();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }
}
