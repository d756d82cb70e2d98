package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.spi.CallHandler;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Item;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final CallHandler ECHO = call -> new Item(((FindItem) call.request()).id(), "x", 1);
    private static final String PAGE = "https://page.example";

    // the JDK's client does not let us say Origin-related headers freely; a raw request says what a browser does
    private static String ask(TestPeer peer, String method, String target, String... headers) throws Exception {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return peer.raw(text + "\r\n").toLowerCase(java.util.Locale.ROOT);
    }

    private static String preflight(TestPeer peer, String origin) throws Exception {
        return ask(peer, "OPTIONS", "/items/7", "Origin", origin, "Access-Control-Request-Method", "DELETE");
    }

    @Test
    void is_off_by_default() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO)) {
            assertThat(ask(peer, "GET", "/items/7", "Origin", PAGE))
                    .startsWith("http/1.1 200")
                    .doesNotContain("access-control", "vary: origin");
            assertThat(preflight(peer, PAGE)).startsWith("http/1.1 204").doesNotContain("access-control");
        }
    }

    @Test
    void a_listed_origin_may_call_and_read_the_answer_whatever_it_is() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO, "cors.origins", PAGE + ", http://localhost:3000")) {
            for (String target : new String[] {"/items/7", "/nothing", "/health/live", "/search?limit=x"}) {
                assertThat(ask(peer, "GET", target, "Origin", PAGE))
                        .contains("access-control-allow-origin: " + PAGE, "vary: origin")
                        .contains("access-control-expose-headers: etag, location")
                        .doesNotContain("allow-credentials");
            }
            assertThat(ask(peer, "GET", "/items/7", "Origin", "http://localhost:3000"))
                    .contains("access-control-allow-origin: http://localhost:3000");
        }
    }

    @Test
    void others_get_no_leave_and_caches_know_that_it_depends() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO, "cors.origins", PAGE)) {
            for (String origin :
                    new String[] {"https://evil.example", PAGE + ".evil.example", "null", "http://page.example"}) {
                assertThat(ask(peer, "GET", "/items/7", "Origin", origin))
                        .doesNotContain("access-control")
                        .contains("vary: origin");
                assertThat(preflight(peer, origin)).startsWith("http/1.1 403").doesNotContain("access-control");
            }
            assertThat(ask(peer, "GET", "/items/7")).contains("vary: origin").doesNotContain("access-control");
        }
    }

    @Test
    void a_preflight_tells_methods_headers_and_how_long_it_holds() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO, "cors.origins", PAGE, "cors.max-age", "1h")) {
            assertThat(preflight(peer, PAGE))
                    .startsWith("http/1.1 204")
                    .contains("access-control-allow-origin: " + PAGE, "access-control-max-age: 3600")
                    .contains("access-control-allow-methods: delete, get, head, options")
                    .contains("idempotency-key", "content-type", "quintet-timeout");
        }
    }

    @Test
    void with_credentials_the_origin_is_named() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO, "cors.origins", PAGE, "cors.credentials", "true")) {
            assertThat(ask(peer, "GET", "/items/7", "Origin", PAGE))
                    .contains("access-control-allow-origin: " + PAGE, "access-control-allow-credentials: true");
        }
    }

    @Test
    void all_origins_may_be_allowed_and_then_responses_do_not_depend_on_them() throws Exception {
        try (TestPeer peer = TestPeer.serving(ECHO, "cors.origins", "*")) {
            HttpResponse<String> response = peer.send("GET", "/items/7", null, "Origin", "https://any.example");
            assertThat(response.headers().firstValue("access-control-allow-origin"))
                    .contains("*");
            assertThat(response.headers().allValues("vary")).doesNotContain("Origin");
        }
    }

    @Test
    void all_origins_with_credentials_are_refused_at_the_start() {
        assertThatThrownBy(() -> TestPeer.transport("cors.origins", "*", "cors.credentials", "true"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("http.cors.credentials: \"true\" (expected: false where origins has *");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page.example",
                "https://page.example/",
                "https://page.example/x",
                "null",
                "https://a, ,b",
                "https://"
            })
    void what_is_no_origin_is_refused_at_the_start(String origins) {
        assertThatThrownBy(() -> TestPeer.transport("cors.origins", origins))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("http.cors.origins: \"" + origins + "\" (expected: origins");
    }
}
