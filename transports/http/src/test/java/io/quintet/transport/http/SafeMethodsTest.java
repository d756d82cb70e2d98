package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Found;
import io.quintet.transport.http.Shop.Item;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeMethodsTest {
    private static final AtomicInteger HANDLED = new AtomicInteger();
    private static TestPeer peer;

    @BeforeAll
    static void serve() {
        peer = TestPeer.serving(
                call -> {
                    HANDLED.incrementAndGet();
                    return switch (call.request()) {
                        case FindItem find -> new Item(find.id(), "pizza".repeat(100), 950);
                        default -> new Found("x");
                    };
                },
                "gzip-above",
                "100");
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Test
    void head_is_get_without_the_body() throws Exception {
        var get = peer.send("GET", "/items/7", null);
        int before = HANDLED.get();
        var head = peer.send("HEAD", "/items/7", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo("" + get.body().length());
        assertThat(header(head, "content-type")).isEqualTo("application/json");
        assertThat(header(head, "etag")).isEqualTo(header(get, "etag"));
        assertThat(HANDLED).hasValue(before + 1);
        assertThat(peer.send("HEAD", "/nothing", null).statusCode()).isEqualTo(404);
        assertThat(peer.send("HEAD", "/shop/order", null).statusCode()).isEqualTo(405);
    }

    @Test
    void after_head_the_connection_is_of_use() throws Exception {
        String answer = peer.raw(String.join(
                " HTTP/1.1\r\nHost: x\r\n\r\n",
                "HEAD /items/7",
                "HEAD /nothing",
                "OPTIONS /items/7",
                "OPTIONS /items/8 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(5);
        assertThat(answer)
                .contains("HTTP/1.1 200 ", "HTTP/1.1 404 ", "HTTP/1.1 204 ")
                .doesNotContain("{");
    }

    @ParameterizedTest
    @CsvSource({
        "/items/7,'DELETE, GET, HEAD, OPTIONS'",
        "/shop/order,'OPTIONS, POST'",
        "/shelves/a/items/b,'OPTIONS, PUT'",
        "/health/live,'GET, HEAD, OPTIONS'",
    })
    void options_tells_the_methods(String target, String allowed) throws Exception {
        var response = peer.send("OPTIONS", target, null);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "allow")).isEqualTo(allowed);
    }

    @Test
    void options_of_nothing_is_404_and_of_the_server_all_it_knows() throws Exception {
        assertThat(peer.send("OPTIONS", "/nothing", null).statusCode()).isEqualTo(404);
        assertThat(peer.raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("allow: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
    }

    @Test
    void who_has_the_response_gets_304_and_no_body() throws Exception {
        var first = peer.send("GET", "/items/7", null);
        String tag = header(first, "etag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(header(first, "cache-control")).isEqualTo("no-cache");
        for (String had : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            for (String method : new String[] {"GET", "HEAD"}) {
                var again = peer.send(method, "/items/7", null, "If-None-Match", had);
                assertThat(again.statusCode()).as(had).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(header(again, "etag")).isEqualTo(tag);
                assertThat(header(again, "cache-control")).isEqualTo("no-cache");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"other\"", "``", "\"", "W/", "other", "\"*\""})
    void who_has_another_one_gets_all_of_it(String had) throws Exception {
        assertThat(peer.send("GET", "/items/7", null, "If-None-Match", had).statusCode())
                .isEqualTo(200);
        String tag = header(peer.send("GET", "/items/8", null), "etag");
        assertThat(peer.send("GET", "/items/7", null, "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void another_format_and_a_compressed_body_have_tags_of_their_own() throws Exception {
        String tag = header(peer.send("GET", "/items/7", null), "etag");
        String reversed = header(peer.send("GET", "/items/7", null, "Accept", ReversedCodec.MEDIA_TYPE), "etag");
        assertThat(reversed).isNotEqualTo(tag);
        var compressed = peer.send("GET", "/items/7", null, "Accept-Encoding", "gzip");
        assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "etag")).isEqualTo(tag.replaceFirst("\"$", "-gzip\""));
        var again = peer.send(
                "GET", "/items/7", null, "Accept-Encoding", "gzip", "If-None-Match", header(compressed, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "etag")).isEqualTo(header(compressed, "etag"));
    }

    @Test
    void the_contract_says_how_responses_are_kept() throws Exception {
        assertThat(header(peer.send("GET", "/prices/7", null), "cache-control")).isEqualTo("max-age=60");
        var secret = peer.send("GET", "/vault/7", null);
        assertThat(header(secret, "cache-control")).isEqualTo("no-store");
        assertThat(header(secret, "etag")).isNull();
        assertThat(header(peer.post("{}"), "cache-control")).isNull();
        assertThat(header(peer.post("{}"), "etag")).isNull();
    }

    @Test
    void a_condition_that_nobody_here_can_check_is_refused_before_anything_is_done() throws Exception {
        int before = HANDLED.get();
        var response =
                peer.send("PUT", "/shelves/a/items/b", "{}", "Content-Type", "application/json", "If-Match", "\"x\"");
        assertThat(response.statusCode()).isEqualTo(501);
        assertThat(response.body()).contains("If-Match", "\"retrySafe\":true");
        assertThat(HANDLED).hasValue(before);
    }
}
