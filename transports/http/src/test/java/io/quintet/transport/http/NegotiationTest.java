package io.quintet.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.message.Headers;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Failure;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Item;
import io.quintet.transport.http.Shop.NoSuchItem;
import io.quintet.transport.http.Shop.Order;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is what the service is configured with; the reversed one is just there. */
class NegotiationTest {
    private static final String JSON = "{\"id\":\"7\",\"name\":\"pizza\",\"cents\":950}";
    private static TestPeer peer;

    @BeforeAll
    static void serve() {
        peer = TestPeer.serving(call -> switch (call.request()) {
            case FindItem find
            when find.id().equals("missing") ->
                throw new CallFailure(new Failure(
                        Code.NOT_FOUND,
                        "none",
                        "NoSuchItem",
                        new NoSuchItem.Detail("missing", List.of("x")),
                        List.of(),
                        false));
            case FindItem find -> new Item(find.id(), "pizza", 950);
            default -> call.request();
        });
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    private static HttpResponse<String> get(String... headers) throws Exception {
        return peer.send("GET", "/items/7", null, headers);
    }

    private static String reversed(String text) {
        return new String(ReversedCodec.reversed(text.getBytes(UTF_8)), ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                "text/html, */*;q=0.1",
                "application/x-reversed;q=0.9, */*"
            })
    void the_configured_format_is_the_default(String accept) throws Exception {
        assertJson(get("Accept", accept));
        assertJson(get());
    }

    private static void assertJson(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().allValues("vary")).contains("Accept");
        assertThat(response.body()).isEqualTo(JSON);
    }

    @Test
    void another_format_is_written_for_who_accepts_it() throws Exception {
        HttpResponse<String> response = get("Accept", "application/json;q=0.5, application/x-reversed");
        assertThat(response.headers().firstValue("content-type")).contains("application/x-reversed");
        assertThat(response.headers().allValues("vary")).contains("Accept");
        assertThat(response.body()).isEqualTo(reversed(JSON));
    }

    @Test
    void several_lines_of_accept_are_one_list() throws Exception {
        assertThat(get("Accept", "image/png", "Accept", "application/x-reversed")
                        .body())
                .isEqualTo(reversed(JSON));
    }

    @Test
    void what_cannot_be_written_is_406_with_what_can() throws Exception {
        HttpResponse<String> response = get("Accept", "image/png, application/json;q=0");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.headers().allValues("vary")).contains("Accept");
        assertThat(ProblemReader.read(response.body().getBytes(UTF_8)).detail())
                .isEqualTo("accept: \"image/png, application/json;q=0\" (expected: application/json,"
                        + " application/x-reversed)");
    }

    @Test
    void what_has_no_response_is_acceptable_to_everybody() throws Exception {
        var response = peer.send(
                "POST", "/shop/restocked", "{\"id\":\"7\"}", "Content-Type", "application/json", "Accept", "image/png");
        assertThat(response.statusCode()).isEqualTo(202);
    }

    @Test
    void requests_are_read_in_every_format_and_that_of_the_response_is_another_matter() throws Exception {
        var response = peer.send(
                "POST", "/shop/order", reversed("{\"customer\":\"c\"}"), "Content-Type", "application/x-reversed");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"customer\":\"c\",\"lines\":[]}");
        var other = peer.send(
                "POST",
                "/shop/order",
                "{\"customer\":\"c\"}",
                "Content-Type",
                "application/json",
                "Accept",
                "application/x-reversed");
        assertThat(other.body()).isEqualTo(reversed("{\"customer\":\"c\",\"lines\":[]}"));
    }

    @Test
    void what_cannot_be_read_is_415_with_what_can() throws Exception {
        var response = peer.send("POST", "/shop/order", "<order/>", "Content-Type", "application/xml");
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("accept")).contains("application/json, application/x-reversed");
        assertThat(response.body())
                .contains("content type: \\\"application/xml\\\" (expected: application/json, application/x-reversed)");
    }

    @Test
    void a_client_of_another_format_is_served_in_it_with_its_typed_errors() throws Exception {
        assertThat(call("find", new FindItem("7"))).isEqualTo(new Item("7", "pizza", 950));
        Order order = new Order("c", List.of(), null, null);
        assertThat(call("order", order)).isEqualTo(order);
        NoSuchItem thrown = catchThrowableOfType(NoSuchItem.class, () -> call("find", new FindItem("missing")));
        assertThat(thrown.detail()).isEqualTo(new NoSuchItem.Detail("missing", List.of("x")));
    }

    private static Object call(String operation, Object request) throws Exception {
        BoundOperation bound =
                BoundOperation.of(TestPeer.OPERATIONS.get(operation).model(), new ReversedCodec());
        return peer.transport.call(
                peer.endpoint, new Call(bound, request, Headers.empty(), Deadline.in(Duration.ofSeconds(5))));
    }
}
