package io.quintet.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.transport.http.Shop.FindItem;
import io.quintet.transport.http.Shop.Found;
import io.quintet.transport.http.Shop.Item;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** curl, and the HTTP client of the JDK over both versions of HTTP. */
@Timeout(60)
class RealPeersTest {
    private static final AtomicReference<Call> SEEN = new AtomicReference<>();
    private static TestPeer peer;

    @BeforeAll
    static void serve() {
        peer = TestPeer.serving(
                call -> {
                    SEEN.set(call);
                    return switch (call.operation().model().name()) {
                        case "find" -> new Item(((FindItem) call.request()).id(), "pizza".repeat(10), 950);
                        case "place" -> new Shop.Placed((Shop.Place) call.request());
                        case "report" -> new Found(((FindItem) call.request()).id());
                        default -> call.request();
                    };
                },
                "gzip-above",
                "50",
                "cors.origins",
                "https://page.example");
    }

    @AfterAll
    static void close() {
        peer.close();
    }

    private static String curl(String... arguments) throws Exception {
        return curlIn(Path.of("."), arguments);
    }

    private static String curlIn(Path directory, String... arguments) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not on this machine");
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/curl", "-s", "-S", "-i", "--noproxy", "*", "-m", "20"));
        for (String argument : arguments) {
            command.add(argument.startsWith("/") ? peer.endpoint.address() + argument : argument);
        }
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(out).isZero();
            return out;
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void the_client_of_the_jdk_over_each_version(HttpClient.Version version) throws Exception {
        // a client of its own: one that has a connection over HTTP/1.1 takes that
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            everything(client, version);
        }
    }

    private static void everything(HttpClient client, HttpClient.Version version) throws Exception {
        HttpResponse<String> get = jdk(client, "GET", "/items/7", null);
        assertThat(get.version()).isEqualTo(version);
        assertThat(get.statusCode()).isEqualTo(200);
        String tag = get.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> same = jdk(client, "GET", "/items/7", null, "If-None-Match", tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        HttpResponse<String> head = jdk(client, "HEAD", "/items/7", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length"))
                .contains("" + get.body().length());
        assertThat(head.body()).isEmpty();
        assertThat(jdk(client, "OPTIONS", "/items/7", null).headers().firstValue("allow"))
                .contains("DELETE, GET, HEAD, OPTIONS");
        assertThat(jdk(client, "GET", "/items/7", null, "Accept", "image/png").statusCode())
                .isEqualTo(406);
        HttpResponse<String> accepted = jdk(
                client,
                "POST",
                "/reports",
                "{\"id\":\"7\"}",
                "Content-Type",
                "application/json",
                "Prefer",
                "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String location = accepted.headers().firstValue("location").orElseThrow();
        HttpResponse<String> done = jdk(client, "GET", location, null);
        while (done.statusCode() == 202) { // bounded by the timeout of the class
            done = jdk(client, "GET", location, null);
        }
        assertThat(done.body()).isEqualTo("{\"seen\":\"7\"}");
    }

    private static HttpResponse<String> jdk(
            HttpClient client, String method, String target, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(peer.endpoint.address() + target))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void curl_reads_writes_and_is_told_what_is_wrong() throws Exception {
        assertThat(curl("/items/7")).startsWith("HTTP/1.1 200").contains("\"id\":\"7\"", "ETag: \"");
        assertThat(curl("-X", "PUT", "--json", "{\"quantity\":3}", "/shelves/top/items/8"))
                .startsWith("HTTP/1.1 201");
        assertThat(curl("-d", "{}", "/shop/order")).startsWith("HTTP/1.1 415").contains("application/x-www-form");
        assertThat(curl("--json", "{", "/shop/order"))
                .startsWith("HTTP/1.1 400")
                .contains("problem+json");
        assertThat(curl("-H", "Accept: text/html", "/items/7")).startsWith("HTTP/1.1 406");
    }

    @Test
    void curl_asks_for_the_head_alone() throws Exception {
        assertThat(curl("-I", "/items/7", "-I", "/nothing"))
                .containsOnlyOnce("HTTP/1.1 200")
                .containsOnlyOnce("HTTP/1.1 404")
                .doesNotContain("{");
        assertThat(curl("--http2-prior-knowledge", "-I", "/items/7")).startsWith("HTTP/2 200");
    }

    @Test
    void curl_compares_tags_also_of_compressed_bodies(@TempDir Path directory) throws Exception {
        for (String http : new String[] {"--http1.1", "--http2-prior-knowledge"}) {
            assertThat(curlIn(directory, http, "--compressed", "--etag-save", "tag", "/items/7"))
                    .containsIgnoringCase("content-encoding: gzip")
                    .contains("\"id\":\"7\"");
            assertThat(curlIn(directory, http, "--compressed", "--etag-compare", "tag", "/items/7"))
                    .containsPattern("HTTP/[12.]+ 304")
                    .doesNotContain("\"id\"");
        }
    }

    @Test
    void curl_asks_as_a_browser_does_before_a_script_may_call() throws Exception {
        assertThat(curl(
                        "-X",
                        "OPTIONS",
                        "-H",
                        "Origin: https://page.example",
                        "-H",
                        "Access-Control-Request-Method: DELETE",
                        "--http2-prior-knowledge",
                        "/items/7"))
                .startsWith("HTTP/2 204")
                .contains("access-control-allow-origin: https://page.example")
                .contains("access-control-allow-methods: DELETE, GET, HEAD, OPTIONS");
    }

    @Test
    void trace_and_baggage_arrive_as_they_were_sent_and_lines_of_one_list_together() throws Exception {
        curl(
                "-H",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "-H",
                "Tracestate: a=1",
                "-H",
                "tracestate: b=2",
                "-H",
                "baggage: user=%C3%A9, tenant=7;p",
                "/items/7");
        Headers headers = SEEN.get().headers();
        assertThat(headers.get(HeaderNames.TRACEPARENT)).endsWith("-00f067aa0ba902b7-01");
        assertThat(headers.get(HeaderNames.TRACESTATE)).isEqualTo("a=1,b=2");
        assertThat(headers.get(HeaderNames.BAGGAGE)).isEqualTo("user=%C3%A9, tenant=7;p");
        peer.transport.call(
                peer.endpoint,
                new Call(
                        TestPeer.OPERATIONS.get("find"),
                        new FindItem("8"),
                        headers.with(HeaderNames.TRACESTATE, "broken\r\nline: x"),
                        io.quintet.Deadline.in(Duration.ofSeconds(5))));
        assertThat(SEEN.get().request()).isEqualTo(new FindItem("8"));
        assertThat(SEEN.get().headers().get(HeaderNames.BAGGAGE)).isEqualTo("user=%C3%A9, tenant=7;p");
        assertThat(SEEN.get().headers().get(HeaderNames.TRACESTATE)).isNull();
    }
}
