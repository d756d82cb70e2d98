package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.transport.http.Shop.Colour;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Found;
import io.quintet.transport.http.Shop.Item;
import io.quintet.transport.http.Shop.Line;
import io.quintet.transport.http.Shop.Nothing;
import io.quintet.transport.http.Shop.Order;
import io.quintet.transport.http.Shop.Place;
import io.quintet.transport.http.Shop.Placed;
import io.quintet.transport.http.Shop.Search;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {
    private static final AtomicReference<Call> SEEN = new AtomicReference<>();
    private static TestPeer peer;

    @BeforeAll
    static void serve() {
        peer = TestPeer.serving(call -> {
            SEEN.set(call);
            return switch (call.request()) {
                case FindItem find ->
                    call.operation().model().name().equals("find") ? new Item(find.id(), "pizza", 950) : new Nothing();
                case Nothing nothing -> new Item("newest", "soup", 400);
                case Search search -> new Found(search.toString());
                case Place place -> new Placed(place);
                default -> call.request();
            };
        });
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "a b",
                "a/b",
                "a+b",
                "a%2Fb",
                "\u00e9\u4e16\ud83c\udf55",
                "?x=1&y=2#z",
                ".",
                "..",
                "~-._",
                "\u0000\r\n"
            })
    void path_variables_arrive_as_they_were_sent(String id) throws Exception {
        assertThat(peer.call("find", new FindItem(id))).isEqualTo(new Item(id, "pizza", 950));
    }

    @Test
    void literals_beat_variables() throws Exception {
        assertThat(peer.call("newest", new Nothing())).isEqualTo(new Item("newest", "soup", 400));
        assertThat(peer.send("DELETE", "/items/newest", null).statusCode()).isEqualTo(200);
        assertThat(SEEN.get().request()).isEqualTo(new FindItem("newest"));
        assertThat(peer.send("GET", "/items/new%65st", null).body()).contains("soup");
    }

    @Test
    void query_values_arrive_and_null_ones_are_absent() throws Exception {
        Search all = new Search("a b&c=d+e%/?\u00e9", -3, true, Colour.GREEN, Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(peer.call("search", all)).isEqualTo(new Found(all.toString()));
        Search few = new Search(null, 0, null, null, null);
        assertThat(peer.call("search", few)).isEqualTo(new Found(few.toString()));
        assertThat(peer.send("GET", "/search?limit=1&text=a+b&unknown=1&", null).statusCode())
                .isEqualTo(200);
        assertThat(SEEN.get().request()).isEqualTo(new Search("a b", 1, null, null, null));
        assertThat(peer.send("GET", "/search", null).statusCode()).isEqualTo(200);
        assertThat(SEEN.get().request()).as("with defaults").isEqualTo(new Search(null, 0, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/search?limit=abc|/limit|\"abc\" (expected: an integer of 32 bits)",
                "/search?limit=|/limit|\"\" (expected: an integer of 32 bits)",
                "/search?limit=3000000000|/limit|\"3000000000\" (expected: an integer of 32 bits)",
                "/search?limit=1&limit=2|/limit|stands twice (expected: once)",
                "/search?limit=1&inStock=yes|/inStock|\"yes\" (expected: true or false)",
                "/search?limit=1&colour=BLUE|/colour|\"BLUE\" (expected: one of [RED, GREEN])",
                "/search?limit=1&text=%C3|/text|\"%C3\" (expected: percent-encoded UTF-8)",
                "/search?limit=1&since=now|/since|\"now\" (expected: a time such as 2026-01-31T12:00:00Z)",
            })
    void query_values_that_do_not_fit_are_pointed_at(String target, String pointer, String message) throws Exception {
        var response = peer.send("GET", target, null);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        Problem problem = ProblemReader.read(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(problem.retrySafe()).isTrue();
        assertThat(problem.violations()).containsExactly(new Violation(pointer, message));
    }

    @Test
    void percent_encoding_that_is_damaged_is_told() throws Exception {
        assertThat(peer.raw("GET /search?limit=1&text=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"pointer\":\"/text\"", "percent-encoded UTF-8");
        assertThat(peer.raw("GET /items/%e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"pointer\":\"/id\"");
    }

    @Test
    void absolute_targets_are_understood() throws Exception {
        assertThat(peer.raw("GET http://shop.example/items/7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("\"id\":\"7\"");
    }

    @Test
    void path_and_body_are_put_together() throws Exception {
        Place place = new Place("top shelf", "7", 3, null);
        assertThat(peer.call("place", place)).isEqualTo(new Placed(place));
        var response = peer.send(
                "PUT",
                "/shelves/top/items/8",
                "{'id':'not this','quantity':2,'note':'x'}",
                "Content-Type",
                "Application/JSON; charset=UTF-8");
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body())
                .isEqualTo("{\"what\":{\"shelf\":\"top\",\"id\":\"8\",\"quantity\":2,\"note\":\"x\"}}");
    }

    @Test
    void bodies_travel_whole() throws Exception {
        Order order = new Order("\u00e9\ud83c\udf55", List.of(new Line("a", 1)), Instant.EPOCH, Colour.RED);
        assertThat(peer.call("order", order)).isEqualTo(order);
    }

    @Test
    void without_a_response_it_is_accepted() throws Exception {
        assertThat(peer.call("restocked", new FindItem("7"))).isNull();
        var response = peer.send("POST", "/shop/restocked", "{'id':'7'}", "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void an_empty_path_variable_is_refused_before_it_is_sent(String id) {
        FindItem find = new FindItem(id.equals("null") ? null : id);
        assertThatThrownBy(() -> peer.call("find", find)).isInstanceOfSatisfying(QuintetException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(e.violations())
                    .singleElement()
                    .satisfies(v -> assertThat(v.pointer()).isEqualTo("/id"));
        });
    }

    @Test
    void headers_arrive_as_they_were_sent_and_cannot_break_their_line() throws Exception {
        Headers headers = Headers.builder()
                .set(HeaderNames.TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .set(HeaderNames.CORRELATION_ID, "a b%\u00e9")
                .set("evil", "x\r\nSet-Cookie: y")
                .build();
        peer.transport.call(
                peer.endpoint,
                new Call(
                        TestPeer.OPERATIONS.get("newest"), new Nothing(), headers, Deadline.in(Duration.ofSeconds(5))));
        Headers seen = SEEN.get().headers();
        headers.forEach((name, value) -> assertThat(seen.get(name)).isEqualTo(value));
        assertThat(seen.size()).isEqualTo(3);
    }

    @Test
    void header_names_that_http_lacks_are_refused() {
        Headers headers = Headers.empty().with("a b", "c");
        assertThatThrownBy(() -> peer.transport.call(
                        peer.endpoint,
                        new Call(
                                TestPeer.OPERATIONS.get("newest"),
                                new Nothing(),
                                headers,
                                Deadline.in(Duration.ofSeconds(5)))))
                .isInstanceOf(QuintetException.class)
                .hasMessageContaining("\"a b\"");
    }

    @Test
    void http_2_without_tls_works() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(peer.endpoint.address() + "/shop/order"))
                .version(java.net.http.HttpClient.Version.HTTP_2)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"customer\":\"c\"}"))
                .build();
        for (int i = 0; i < 3; i++) {
            var response = TestPeer.JDK.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo("{\"customer\":\"c\",\"lines\":[]}");
        }
    }
}
