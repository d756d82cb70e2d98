package io.quintet.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.InvalidContractException;
import io.quintet.RequestResponse;
import io.quintet.codec.json.JsonCodec;
import io.quintet.contract.ContractModel;
import io.quintet.message.HeaderNames;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.transport.http.Everything.All;
import io.quintet.transport.http.Everything.Change;
import io.quintet.transport.http.Everything.Kind;
import io.quintet.transport.http.Everything.Line;
import io.quintet.transport.http.Everything.Polygon;
import io.quintet.transport.http.Everything.Round;
import io.quintet.transport.http.Everything.Sample;
import io.quintet.transport.http.Everything.Shape;
import io.quintet.transport.http.Everything.Square;
import io.quintet.transport.http.Shop.FindItem;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document says what the server does. */
class OpenApiTest {
    private static final JsonCodec JSON = new JsonCodec();
    private static final String APPLICATION_JSON = "application/json";
    private static final Shape SHAPE = new Polygon(List.of(new Line("north", 2)), new Round(1.5));
    private static TestPeer peer;
    private static String text;
    private static DescribedApi api;

    @BeforeAll
    static void serve() throws Exception {
        peer = TestPeer.serving(OpenApiTest::shop);
        serve(Everything.class, OpenApiTest::everything);
        peer.transport.expose(bound(Everything.class, true));
        text = peer.send("GET", "/openapi.json", null).body();
        api = new DescribedApi(text);
    }

    private static void serve(Class<?> contract, CallHandler handler) {
        peer.transport.serve(bound(contract, false), handler);
    }

    private static List<BoundOperation> bound(Class<?> contract, boolean oneToMany) {
        return ContractModel.of(contract).operations().stream()
                .filter(model -> model.style().oneToMany() == oneToMany)
                .map(model -> BoundOperation.of(model, JSON))
                .toList();
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    private static Object shop(Call call) throws CallFailure {
        if (call.request() instanceof FindItem find && find.id().equals("gone")) {
            throw new CallFailure(new Failure(
                    Code.NOT_FOUND,
                    "none",
                    "NoSuchItem",
                    new Shop.NoSuchItem.Detail("gone", List.of("x")),
                    List.of(),
                    false));
        }
        return switch (call.operation().model().name()) {
            case "find", "newest", "price", "secret" -> new Shop.Item("7", "pizza", 950);
            case "search", "report" -> new Shop.Found("all");
            case "place" -> new Shop.Placed((Shop.Place) call.request());
            case "remove" -> new Shop.Nothing();
            case "restocked" -> null;
            default -> call.request();
        };
    }

    private static Object everything(Call call) throws CallFailure {
        if (call.operation().model().keyed() && call.headers().get(HeaderNames.IDEMPOTENCY_KEY) == null) {
            throw new CallFailure(Failure.of(Code.INVALID_ARGUMENT, "no key"));
        }
        return call.request() instanceof All all ? all : sample();
    }

    private static Sample sample() {
        return new Sample(
                true, (byte) -7, (short) 300, 1, 1L << 40, 1.5f, 0.25, Kind.FANCY, SHAPE, Optional.of(new Square(2)));
    }

    private static All all(All inner) {
        return new All(
                "text \u00e9",
                new byte[] {1, 2, 3},
                7,
                new BigDecimal("12.50"),
                new BigInteger("123456789012345678901234567890"),
                UUID.fromString("0b5a1a9e-62a8-4c6b-9f6d-0a3c9c6a2a11"),
                URI.create("https://shop.example/a?b=c"),
                Instant.parse("2026-01-31T12:00:00.5Z"),
                OffsetDateTime.parse("2026-01-31T12:00:00+01:00"),
                ZonedDateTime.parse("2026-01-31T12:00:00+01:00[Europe/Paris]"),
                LocalDateTime.parse("2026-01-31T12:00:00"),
                LocalDate.parse("2026-01-31"),
                LocalTime.parse("12:00:00"),
                Duration.ofSeconds(90),
                Kind.PLAIN,
                SHAPE,
                List.of(List.of(new Line("a", 1)), List.of()),
                Set.of(Kind.PLAIN, Kind.FANCY),
                Map.of("a", new Line("a", 1)),
                Map.of(-7, 8L),
                Map.of(Kind.FANCY, "x"),
                Map.of(new UUID(1, 2), new Square(3)),
                Optional.of(new Line("b", 2)),
                true,
                inner);
    }

    private static HttpResponse<String> send(String method, String target, String body, String... headers)
            throws Exception {
        if (body == null) {
            return peer.send(method, target, null, headers);
        }
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = APPLICATION_JSON;
        return peer.send(method, target, body, all);
    }

    @Test
    void swagger_parser_accepts_it_without_a_word() {
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text);
        assertThat(parsed.getMessages()).isEmpty();
        OpenAPI read = parsed.getOpenAPI();
        assertThat(read.getInfo().getTitle()).isEqualTo("shop-service");
        assertThat(read.getPaths().get("/shelves/{shelf}/items/{id}").getPut().getOperationId())
                .isEqualTo("shop.place");
        assertThat(read.getComponents().getSchemas()).containsKeys("All", "Shape", "Shape-Round", "shop.NoSuchItem");
    }

    @Test
    void swagger_parser_would_complain() {
        String broken = text.replace("\"in\":\"path\"", "\"in\":\"nowhere\"");
        assertThat(new OpenAPIV3Parser().readContents(broken).getMessages()).isNotEmpty();
    }

    @Test
    void every_operation_is_described_in_every_format_it_is_served_in() {
        TestPeer.OPERATIONS.values().forEach(bound -> {
            var operation = api.operation(
                    bound.model().http().method().name().toLowerCase(java.util.Locale.ROOT), template(bound));
            assertThat(operation.get("operationId").asString())
                    .isEqualTo(bound.model().qualifiedName());
            if (operation.has("requestBody")) {
                assertThat(operation.at("/requestBody/content").propertyNames())
                        .containsExactly(APPLICATION_JSON, ReversedCodec.MEDIA_TYPE);
            }
        });
        assertThat(api.operation("get", "/everything/happened")
                        .at("/responses/200/content")
                        .propertyNames())
                .containsExactly("text/event-stream");
    }

    private static String template(BoundOperation bound) {
        StringBuilder path = new StringBuilder();
        bound.model()
                .http()
                .path()
                .forEach(segment -> path.append('/')
                        .append(
                                switch (segment) {
                                    case io.quintet.contract.HttpModel.Segment.Literal literal -> literal.text();
                                    case io.quintet.contract.HttpModel.Segment.Variable variable ->
                                        "{" + variable.component() + "}";
                                }));
        return path.toString();
    }

    @Test
    void responses_are_what_it_says() throws Exception {
        assertDescribed("get", "/items/{id}", 200, send("GET", "/items/7", null));
        assertDescribed("get", "/items/{id}", 404, send("GET", "/items/gone", null));
        assertDescribed("get", "/items/newest", 200, send("GET", "/items/newest", null));
        assertDescribed("get", "/search", 200, send("GET", "/search?limit=3&colour=RED", null));
        assertDescribed("get", "/search", 400, send("GET", "/search?limit=many", null));
        assertDescribed("delete", "/items/{id}", 200, send("DELETE", "/items/7", null));
        assertDescribed("get", "/vault/{id}", 200, send("GET", "/vault/7", null));
        assertDescribed("post", "/shop/restocked", 202, send("POST", "/shop/restocked", "{'id':'7'}"));
        assertDescribed("post", "/reports", 201, send("POST", "/reports", "{'id':'7'}"));
        assertDescribed("post", "/reports", 202, send("POST", "/reports", "{'id':'7'}", "Prefer", "respond-async"));
        assertDescribed("put", "/shelves/{shelf}/items/{id}", 201, send("PUT", "/shelves/a/items/7", "{'quantity':2}"));
        assertDescribed("get", "/health/ready", 200, send("GET", "/health/ready", null));
        assertDescribed("get", "/openapi.json", 200, send("GET", "/openapi.json", null));
    }

    @Test
    void not_modified_is_what_it_says() throws Exception {
        String tag = send("GET", "/prices/7", null).headers().firstValue("etag").orElseThrow();
        assertDescribed("get", "/prices/{id}", 304, send("GET", "/prices/7", null, "If-None-Match", tag));
    }

    @Test
    void refusals_are_what_it_says() throws Exception {
        assertDescribed("post", "/shop/order", 400, send("POST", "/shop/order", "{'lines':7}"));
        assertDescribed("post", "/shop/order", 406, send("POST", "/shop/order", "{}", "Accept", "image/png"));
        assertDescribed("post", "/shop/order", 415, peer.send("POST", "/shop/order", "x", "Content-Type", "image/png"));
        assertDescribed("patch", "/samples/{kind}", 400, send("PATCH", "/samples/PLAIN", "{}"));
    }

    private static void assertDescribed(String method, String path, int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(api.response(method, path, response)).as(response.body()).isEmpty();
    }

    @Test
    void values_of_every_kind_are_what_it_says_in_both_directions() throws Exception {
        String body = new String(JSON.of(All.class).encode(all(all(null))), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(api.request("post", "/everything/echo", body)).isEmpty();
        HttpResponse<String> echoed = send("POST", "/everything/echo", body);
        assertDescribed("post", "/everything/echo", 200, echoed);
        assertThat(echoed.body()).isEqualTo(body);
        assertDescribed("get", "/samples/{kind}", 200, send("GET", "/samples/FANCY?large=true", null));
        String change = "{'shape':{'type':'Round','radius':1},'times':3}".replace('\'', '"');
        assertThat(api.request("patch", "/samples/{kind}", change)).isEmpty();
        assertDescribed(
                "patch", "/samples/{kind}", 200, send("PATCH", "/samples/FANCY", change, "Idempotency-Key", "\"k\""));
        assertThat(new String(
                        JSON.of(Change.class).encode(new Change(Kind.PLAIN, SHAPE, 1)),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"type\":\"Polygon\"");
    }

    @Test
    void what_may_be_left_out_is_taken_without() throws Exception {
        assertThat(api.request("post", "/everything/echo", "{}")).isEmpty();
        assertDescribed("post", "/everything/echo", 200, send("POST", "/everything/echo", "{}"));
        assertThat(api.request("post", "/shop/order", "{}")).isEmpty();
        assertDescribed("post", "/shop/order", 200, send("POST", "/shop/order", "{}"));
    }

    @Test
    void what_the_server_refuses_does_not_fit_the_schema_either() throws Exception {
        for (String wrong : List.of(
                "{'boxed':1.5}",
                "{'kinds':{}}",
                "{'shape':{'type':'Blob'}}",
                "{'shape':{'radius':1}}",
                "{'byNumber':{'x':1}}",
                "{'id':'7'}",
                "{'instant':'yesterday'}",
                "{'date':'2026-02-30'}",
                "{'rows':[{'what':'a'}]}",
                "{'inner':{'truth':'yes'}}")) {
            String body = wrong.replace('\'', '"');
            assertThat(send("POST", "/everything/echo", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
            assertThat(api.request("post", "/everything/echo", body)).as(body).isNotEmpty();
        }
    }

    @Test
    void primitives_that_are_only_written_are_required_and_unions_exclude_each_other() {
        assertThat(api.named("Sample", "{}")).isNotEmpty();
        assertThat(api.named("Shape", "{\"type\":\"Round\",\"radius\":1.5}")).isEmpty();
        assertThat(api.named("Shape", "{\"type\":\"Angular\",\"radius\":1.5}")).isNotEmpty();
        assertThat(api.named("shop.NoSuchItem", "{\"type\":\"about:blank\"}")).isNotEmpty();
    }

    @Test
    void it_has_a_tag_is_only_read_and_can_be_left_out() throws Exception {
        HttpResponse<String> response = send("GET", "/openapi.json?now", null);
        assertThat(response.headers().firstValue("content-type")).contains(APPLICATION_JSON);
        String tag = response.headers().firstValue("etag").orElseThrow();
        assertDescribed("get", "/openapi.json", 304, send("GET", "/openapi.json", null, "If-None-Match", tag));
        assertThat(send("POST", "/openapi.json", "{}").statusCode()).isEqualTo(405);
        try (TestPeer silent = TestPeer.serving(Call::request, "openapi", "false")) {
            assertThat(silent.send("GET", "/openapi.json", null).statusCode()).isEqualTo(404);
        }
    }

    @Contract("thief")
    public interface Thief {
        @RequestResponse
        @Http(method = Http.Method.GET, path = "/openapi.json")
        Shop.Nothing steal(Shop.Nothing query);
    }

    @Test
    void no_contract_can_have_its_path() {
        assertThatThrownBy(() -> serve(Thief.class, Call::request))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("path /openapi.json is the transport's own");
    }
}
