package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.NoSuchItem;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    private static TestPeer peer;

    @BeforeAll
    static void serve() {
        peer = TestPeer.serving(call -> {
            String id = call.request() instanceof FindItem find ? find.id() : "other";
            switch (id) {
                case "missing" ->
                    throw new CallFailure(new Failure(
                            Code.NOT_FOUND,
                            "no item \"missing\"\n",
                            "NoSuchItem",
                            new NoSuchItem.Detail("missing", List.of("a\"b", "\u00e9")),
                            List.of(),
                            true));
                case "unknown-type" ->
                    throw new CallFailure(
                            new Failure(Code.ABORTED, "newer than you", "SoldOut", null, List.of(), false));
                case "violations" ->
                    throw new CallFailure(new Failure(
                            Code.INVALID_ARGUMENT,
                            "wrong",
                            null,
                            null,
                            List.of(new Violation("/id", "\"x\" (expected: y)")),
                            true));
                case "bug" -> throw new IllegalStateException("a secret of io.quintet.internals");
                default -> throw new CallFailure(Failure.of(Code.valueOf(id), "because of " + id));
            }
        });
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    @Test
    void a_domain_exception_arrives_as_itself_with_its_detail() {
        NoSuchItem thrown = catchThrowableOfType(NoSuchItem.class, () -> peer.call("find", new FindItem("missing")));
        assertThat(thrown.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(thrown.detail()).isEqualTo(new NoSuchItem.Detail("missing", List.of("a\"b", "\u00e9")));
    }

    @Test
    void a_domain_exception_is_a_problem_to_others() throws Exception {
        var response = peer.send("GET", "/items/missing?x=1", null);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body())
                .isEqualTo("{\"type\":\"urn:quintet:problem:shop:NoSuchItem\",\"title\":\"Not found\",\"status\":404,"
                        + "\"detail\":\"no item \\\"missing\\\"\\n\",\"instance\":\"/items/missing\","
                        + "\"code\":\"NOT_FOUND\",\"retrySafe\":true,\"errorType\":\"NoSuchItem\","
                        + "\"error\":{\"id\":\"missing\",\"similar\":[\"a\\\"b\",\"\u00e9\"]}}");
    }

    @Test
    void a_domain_exception_that_is_not_declared_here_is_told_by_its_code() {
        assertFailure("unknown-type", Code.ABORTED, "newer than you");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void every_code_arrives(Code code) {
        assertFailure(code.name(), code, "because of " + code);
    }

    private static void assertFailure(String id, Code code, String message) {
        assertThatThrownBy(() -> peer.call("find", new FindItem(id)))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.getMessage()).isEqualTo(message);
                    assertThat(e.fromPeer()).isTrue();
                    assertThat(e.retrySafe()).isFalse();
                    assertThat(e.failureMode()).isEqualTo(FailureMode.RESPONSE);
                });
    }

    @Test
    void violations_and_retry_safety_arrive() {
        assertThatThrownBy(() -> peer.call("find", new FindItem("violations")))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.violations()).containsExactly(new Violation("/id", "\"x\" (expected: y)"));
                    assertThat(e.retrySafe()).isTrue();
                });
    }

    @Test
    void a_bug_in_the_chain_tells_nothing_of_its_inside() throws Exception {
        var response = peer.send("GET", "/items/bug", null);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"code\":\"INTERNAL\"").doesNotContain("secret", "quintet.internals");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "502 Bad Gateway|text/html|<h1>no</h1>|UNAVAILABLE",
                "404 Not Found|text/plain|nothing|NOT_FOUND",
                "429 Too Many|application/json|{}|RESOURCE_EXHAUSTED",
                "503 Down|application/problem+json|{broken|UNAVAILABLE",
                "409 Conflict|application/problem+json|[]|ABORTED",
                "400 Bad|application/problem+json|{\"code\":7,\"violations\":[1,{\"pointer\":{}}],\"error\":\"%\"}|INVALID_ARGUMENT",
                "400 Bad|application/problem+json|{\"code\":\"FROM_THE_FUTURE\",\"detail\":\"x\"}|INVALID_ARGUMENT",
                "302 Found|text/plain|x|UNKNOWN",
            })
    void errors_of_foreign_servers_are_told_by_their_status(String status, String type, String body, Code code)
            throws Exception {
        try (ForeignServer server = new ForeignServer(socket -> ForeignServer.answer(socket, status, type, body))) {
            assertThatThrownBy(() -> find(server)).isInstanceOfSatisfying(QuintetException.class, e -> {
                assertThat(e.code()).isEqualTo(code);
                assertThat(e.fromPeer()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void problem_details_tell_their_code_in_any_encoding(Charset encoding) {
        String problem = "{\"code\":\"ABORTED\",\"errorType\":\"NoSuchItem\",\"error\":{\"id\":\"7\"}}";
        assertThat(ProblemReader.read(problem.getBytes(encoding)))
                .isNotNull()
                .returns("ABORTED", Problem::code)
                .returns("NoSuchItem", Problem::errorType);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"id\":7}|/id: 7 (expected: text)",
                "application/json|{broken|not JSON",
                "text/html|<h1>hello</h1>|content type \"text/html\" (expected: application/json)",
            })
    void a_success_that_cannot_be_read_is_an_internal_error(String type, String body, String message) throws Exception {
        try (ForeignServer server = new ForeignServer(socket -> ForeignServer.answer(socket, "200 OK", type, body))) {
            assertThatThrownBy(() -> find(server)).isInstanceOfSatisfying(QuintetException.class, e -> {
                assertThat(e.code()).isEqualTo(Code.INTERNAL);
                assertThat(e.failureMode()).isEqualTo(FailureMode.RESPONSE);
                assertThat(e.fromPeer()).isFalse();
                assertThat(e.getMessage()).contains("shop.find at http://127.0.0.1:", message);
            });
        }
    }

    @Test
    void what_is_not_http_is_an_internal_error() throws Exception {
        try (ForeignServer server =
                new ForeignServer(socket -> ForeignServer.write(socket, "220 smtp ready\r\n\r\n"))) {
            assertThatThrownBy(() -> find(server))
                    .isInstanceOfSatisfying(
                            QuintetException.class,
                            e -> assertThat(e.failureMode()).isIn(FailureMode.RESPONSE, FailureMode.CRASH));
        }
    }

    private static Object find(ForeignServer server) throws Exception {
        return peer.transport.call(
                new Endpoint("http", "http://127.0.0.1:" + server.port()),
                TestPeer.callOf("find", new FindItem("7"), Duration.ofSeconds(5)));
    }
}
