package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.transport.http.Shop.FindItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignPeerTest {
    private static QuintetException failure(String head, String body) throws Exception {
        try (HttpTransport transport = TestPeer.transport();
                ForeignServer server = new ForeignServer(socket -> ForeignServer.write(
                        socket,
                        "HTTP/1.1 " + head.replace("|", "\r\n") + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                + body))) {
            return catchThrowableOfType(
                    QuintetException.class,
                    () -> transport.call(
                            new Endpoint("http", "http://127.0.0.1:" + server.port()),
                            TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(5))));
        }
    }

    @Test
    void its_problem_is_an_exception_with_its_detail() throws Exception {
        QuintetException e = failure(
                "403 Forbidden|Content-Type: application/problem+json; charset=utf-8",
                "{\"type\":\"https://example.com/out-of-credit\",\"title\":\"No credit.\",\"detail\":\"Your balance is"
                        + " 30.\",\"balance\":30,\"accounts\":[\"/a/1\"]}");
        assertThat(e.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(e).hasMessage("Your balance is 30.");
        assertThat(e.fromPeer()).isTrue();
        assertThat(e.retrySafe()).isFalse();
    }

    @Test
    void its_title_stands_in_for_a_missing_detail() throws Exception {
        assertThat(failure("403 Forbidden|Content-Type: application/problem+json", "{\"title\":\"No credit.\"}"))
                .hasMessage("No credit.");
    }

    @Test
    void a_detail_without_end_is_cut_off() throws Exception {
        QuintetException e = failure(
                "500 Error|Content-Type: application/problem+json", "{\"detail\":\"" + "x".repeat(100_000) + "\"}");
        assertThat(e.getMessage()).hasSize(4097).startsWith("xxx").endsWith("\u2026");
    }

    @Test
    void what_is_no_problem_is_not_in_the_message_and_its_beginning_is_a_cause_that_stays_here() throws Exception {
        QuintetException e = failure(
                "502 Bad Gateway|Content-Type: text/html", "<h1>\r\n\u001bdb-7.internal</h1>" + "x".repeat(100_000));
        assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(e.getMessage())
                .contains("answered 502 without problem details")
                .doesNotContain("internal");
        assertThat(e.getCause().getMessage())
                .startsWith("text/html, 100025 bytes: <h1>   db-7.internal</h1>xxx")
                .hasSizeLessThan(250);
    }

    @Test
    void what_is_no_text_is_not_shown_at_all() throws Exception {
        assertThat(failure("502 Bad Gateway|Content-Type: image/png", "secret")).hasNoCause();
        assertThat(failure("502 Bad Gateway", "secret")).hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "429 Too Many Requests,120,PT2M",
        "503 Service Unavailable,0,PT0S",
        "503 Service Unavailable,99999999999,P1D",
        "503 Service Unavailable,'Sat, 31 Jan 1998 12:00:00 GMT',PT0S",
        "503 Service Unavailable,soon,",
        "503 Service Unavailable,-5,",
        "503 Service Unavailable,99999999999999999999999,",
    })
    void it_says_when_to_come_back(String status, String retryAfter, Duration wait) throws Exception {
        QuintetException e = failure(status + "|Retry-After: " + retryAfter, "");
        assertThat(e.retryAfter()).isEqualTo(wait);
    }

    @Test
    void a_moment_is_a_time_from_now() {
        Clock clock = Clock.fixed(Instant.parse("1998-01-31T11:59:00Z"), ZoneOffset.UTC);
        assertThat(RetryAfter.read("Sat, 31 Jan 1998 12:00:00 GMT", clock)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.read(null, clock)).isNull();
    }

    @Test
    void a_handler_says_when_to_come_back_in_whole_seconds_rounded_up() throws Exception {
        Failure failure =
                new Failure(Code.RESOURCE_EXHAUSTED, "quota", null, null, List.of(), true, Duration.ofMillis(1001));
        try (TestPeer peer = TestPeer.serving(call -> {
            throw new CallFailure(failure);
        })) {
            var response = peer.send("GET", "/items/7", null);
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("retry-after")).contains("2");
            QuintetException e =
                    catchThrowableOfType(QuintetException.class, () -> peer.call("find", new FindItem("7")));
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(2));
            assertThat(e.retrySafe()).isTrue();
        }
    }
}
