package io.quintet.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Violation;
import io.quintet.spi.Call;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRequestTest {
    private static final String POST = "POST /shop/order HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static TestPeer peer;

    @BeforeAll
    static void serve() {
        peer = TestPeer.serving(
                Call::request,
                "max-body",
                "4KiB",
                "idle-timeout",
                "300ms",
                "read-timeout",
                "200ms",
                "max-uri",
                "512",
                "max-headers",
                "2KiB");
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'lines':[{'item':'a','quantity':'two'}]}|/lines/0/quantity|\"two\" (expected: an integer of 32 bits)",
                "{'lines':[{'item':7,'quantity':2}]}|/lines/0/item|7 (expected: text)",
                "{'lines':[{'item':'a','quantity':null}]}|/lines/0/quantity|null (expected: an integer of 32 bits)",
                "{'colour':'BLUE'}|/colour|\"BLUE\" (expected: one of [RED, GREEN])",
                "[]|``|an array (expected: an object)",
                "``|``|an empty document (expected: an object)",
            })
    void a_body_that_does_not_fit_is_pointed_at(String body, String pointer, String message) throws Exception {
        var response = peer.post(body);
        assertThat(response.statusCode()).isEqualTo(400);
        Problem problem = ProblemReader.read(response.body().getBytes(UTF_8));
        assertThat(problem.violations()).containsExactly(new Violation(pointer, message));
        assertThat(response.body())
                .contains("\"type\":\"about:blank\"", "\"title\":\"Invalid argument\"", "\"status\":400")
                .contains("\"instance\":\"/shop/order\"", "\"code\":\"INVALID_ARGUMENT\"", "\"retrySafe\":true");
    }

    @Test
    void unknown_paths_are_404_and_other_methods_405_with_those_allowed() throws Exception {
        assertThat(peer.send("GET", "/nothing/here", null).statusCode()).isEqualTo(404);
        assertThat(peer.send("GET", "/items", null).statusCode()).isEqualTo(404);
        assertThat(peer.send("GET", "/items/", null).statusCode()).isEqualTo(404);
        assertThat(peer.send("GET", "/items/7/", null).statusCode()).isEqualTo(404);
        var response = peer.send("POST", "/items/7", "{}", "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("DELETE, GET, HEAD, OPTIONS");
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"detail\":\"method POST (expected: DELETE, GET, HEAD, OPTIONS)\"");
        assertThat(peer.send("GET", "/shop/order", null).headers().firstValue("allow"))
                .contains("OPTIONS, POST");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/jsonx", "application/json;charset=latin1"})
    void other_content_types_are_415(String contentType) throws Exception {
        var response = peer.send("POST", "/shop/order", "{}", "Content-Type", contentType);
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("(expected: application/json, application/x-reversed)");
    }

    @Test
    void a_missing_content_type_is_415() throws Exception {
        assertThat(peer.send("POST", "/shop/order", "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void a_timeout_that_is_none_is_400() throws Exception {
        for (String bad : new String[] {"5", "abc", "-1s", "0ms", "1h", "ms"}) {
            var response = peer.send("GET", "/items/7", null, "Quintet-Timeout", bad);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("Quintet-Timeout", "1500us, 500ms or 2s");
        }
    }

    @Test
    void a_body_declared_over_the_limit_is_413_before_it_is_sent() throws Exception {
        try (Socket socket = peer.socket()) {
            socket.getOutputStream().write((POST + "Content-Length: 5000000000\r\n\r\n").getBytes(UTF_8));
            assertThat(head(socket)).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void a_body_sent_over_the_limit_is_413_and_the_answer_arrives_although_all_was_sent() throws Exception {
        String answer = peer.raw(POST + "Content-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
        assertThat(answer).startsWith("HTTP/1.1 413").contains("4096 bytes").containsIgnoringCase("connection: close");
    }

    @Test
    void a_chunked_body_over_the_limit_is_413() throws Exception {
        String chunk = "3e8\r\n" + "x".repeat(1000) + "\r\n";
        String answer = peer.raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(200) + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void a_body_at_the_limit_is_read() throws Exception {
        String body = "{'customer':'" + "x".repeat(4096 - 15) + "'}";
        assertThat(body).hasSize(4096);
        assertThat(peer.post(body).statusCode()).isEqualTo(200);
        assertThat(peer.post(body + " ").statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"zz", "-5", "fffffffffffffffffff"})
    void a_malformed_chunk_is_400_and_the_connection_ends(String size) throws Exception {
        String answer = peer.raw(POST + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\nhello\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void what_is_not_http_is_400_and_the_connection_ends() throws Exception {
        assertThat(peer.raw("hello\r\n\r\n")).startsWith("HTTP/1.0 400").contains("application/problem+json");
        assertThat(peer.raw(POST + "Content-Length: abc\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(peer.raw(POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void long_request_lines_are_414_and_long_headers_431() throws Exception {
        assertThat(peer.raw("GET /items/" + "x".repeat(2000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.0 414");
        assertThat(peer.raw("GET /items/7 HTTP/1.1\r\nHost: x\r\nA: " + "x".repeat(5000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void a_body_that_dribbles_is_408_and_the_connection_ends() throws Exception {
        String answer = peer.raw(POST + "Content-Length: 100\r\n\r\n{");
        assertThat(answer).startsWith("HTTP/1.1 408");
    }

    @Test
    void a_head_that_dribbles_is_cut_off() throws Exception {
        try (Socket socket = peer.socket()) {
            socket.setSoTimeout(20);
            long start = System.nanoTime();
            boolean open = true;
            socket.getOutputStream().write("GET /items/7 HTTP/1.1\r\nA: ".getBytes(UTF_8));
            while (open) {
                assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
                try {
                    socket.getOutputStream().write('x');
                    open = socket.getInputStream().read() >= 0;
                } catch (SocketTimeoutException e) {
                    open = true;
                } catch (java.io.IOException e) {
                    open = false;
                }
            }
            assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
        }
    }

    @Test
    void an_idle_connection_is_closed() throws Exception {
        try (Socket socket = peer.socket()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void expect_100_continue_is_answered_or_refused() throws Exception {
        try (Socket socket = peer.socket()) {
            socket.getOutputStream()
                    .write((POST + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n").getBytes(UTF_8));
            assertThat(head(socket)).startsWith("HTTP/1.1 100");
            socket.getOutputStream().write("{}".getBytes(UTF_8));
            assertThat(head(socket)).startsWith("HTTP/1.1 200");
        }
        try (Socket socket = peer.socket()) {
            socket.getOutputStream()
                    .write((POST + "Content-Length: 9999\r\nExpect: 100-continue\r\n\r\n").getBytes(UTF_8));
            assertThat(head(socket)).startsWith("HTTP/1.1 413");
        }
    }

    private static String head(Socket socket) throws Exception {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }
}
