package io.quintet.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.config.SettingsSource;
import io.quintet.net.CallerSettings;
import io.quintet.net.HttpAddress;
import io.quintet.net.HttpCaller;
import io.quintet.net.HttpEngine;
import io.quintet.net.HttpProtocol;
import io.quintet.net.HttpStream;
import io.quintet.net.Outgoing;
import io.quintet.net.Reply;
import io.quintet.payload.GzipCompressor;
import io.quintet.spi.Call;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client of gRPC would send: each gets a status, and none hangs. */
@Timeout(60)
class MalformedRequestTest {
    private static final String COOK = "/test_kitchen.TestKitchen/Cook";
    private static final String CONVEYOR = "/test_kitchen.TestKitchen/Conveyor";
    private static final String GRPC = "application/grpc";
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(20);
    private static final byte[] SOUP = {10, 4, 's', 'o', 'u', 'p'};
    private static final byte COMPRESSED = 1;

    private final HttpEngine engine = new HttpEngine();
    private HttpCaller caller;
    private TestPeer peer;

    @BeforeEach
    void begin() {
        caller = engine.caller(CallerSettings.read(new SettingsSource().settings()), HttpProtocol.HTTP_2);
        peer = TestPeer.serving(MalformedRequestTest::echo, "max-body", "100KiB");
    }

    @AfterEach
    void end() {
        caller.close();
        engine.close();
        peer.close();
    }

    private static Object echo(Call call) {
        return call.request() instanceof Stream<?> dishes
                ? dishes.map(dish -> new Meal(((Dish) dish).name()))
                : new Meal(((Dish) call.request()).name());
    }

    private Outgoing outgoing(String method, String path, String contentType, byte[] body, String... headers) {
        return new Outgoing(
                "test.raw",
                method,
                HttpAddress.parse(peer.endpoint.address()),
                path,
                List.of(headers),
                contentType,
                body,
                TIMEOUT);
    }

    /** What a body is answered: status, a blank, and message. */
    private String cook(byte[] body, String... headers) {
        Reply reply = caller.call(outgoing("POST", COOK, GRPC, body, headers));
        return status(reply);
    }

    private static String status(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(ContentTypes.isGrpc(reply.contentType())).isTrue();
        Answer answer = new Answer(reply.trailers(), reply.headers());
        return answer.get("grpc-status") + " " + answer.get("grpc-message");
    }

    /** The same on a stream, whose body ends with it. */
    private String conveyor(byte[] body, String... headers) {
        try (HttpStream stream = caller.open(outgoing("POST", CONVEYOR, GRPC, null, headers))) {
            stream.write(body);
            stream.end();
            Answer answer = new Answer(stream.trailers(), stream.head().headers());
            return answer.get("grpc-status") + " " + answer.get("grpc-message");
        }
    }

    private static byte[] concat(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void what_is_right_is_answered() {
        assertThat(cook(Frames.of(SOUP))).startsWith("0 ");
        assertThat(conveyor(concat(Frames.of(SOUP), Frames.of(SOUP)))).startsWith("0 ");
    }

    @Test
    void a_frame_that_is_cut_off_is_told() {
        byte[] frame = Frames.of(SOUP);
        for (int length = 0; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThat(cook(cut)).as("%s bytes", length).startsWith("3 ");
            if (length > 0) {
                assertThat(conveyor(concat(frame, cut)))
                        .as("%s bytes", length)
                        .isEqualTo("13 body ends within a message (expected: all of it)");
            }
        }
    }

    @Test
    void two_messages_are_too_many_for_one_request() {
        assertThat(cook(concat(Frames.of(SOUP), Frames.of(SOUP)))).startsWith("3 message of 6 bytes in a body of 22");
    }

    @Test
    void a_length_over_the_limit_is_refused_before_the_message_is_there() {
        byte[] head = {0, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        assertThat(cook(head)).isEqualTo("8 message of 2147483647 bytes (expected: at most 102400)");
        assertThat(conveyor(head)).isEqualTo("8 message of 2147483647 bytes (expected: at most 102400)");
        byte[] negative = {0, -1, -1, -1, -1};
        assertThat(cook(negative)).startsWith("8 message of 4294967295 bytes");
        assertThat(conveyor(negative)).startsWith("8 message of 4294967295 bytes");
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        assertThat(cook(Frames.of(new byte[200_000]))).startsWith("8 ");
    }

    @Test
    void a_compressed_message_without_an_encoding_is_refused() {
        byte[] frame = Frames.of(COMPRESSED, GzipCompressor.compressed(SOUP));
        assertThat(cook(frame)).startsWith("13 message with flag 1 and grpc-encoding absent");
        assertThat(cook(frame, "grpc-encoding", "identity")).startsWith("13 message with flag 1");
        assertThat(conveyor(frame)).startsWith("13 message with flag 1");
        assertThat(cook(frame, "grpc-encoding", "gzip")).startsWith("0 ");
        assertThat(conveyor(frame, "grpc-encoding", "gzip")).startsWith("0 ");
    }

    @Test
    void a_flag_that_nobody_knows_is_refused() {
        assertThat(cook(Frames.of((byte) 7, SOUP), "grpc-encoding", "gzip")).startsWith("13 message with flag 7");
    }

    @Test
    void a_compressed_message_that_is_damaged_is_refused() {
        byte[] whole = GzipCompressor.compressed(SOUP);
        for (byte[] packed : List.of(SOUP, new byte[0], Arrays.copyOf(whole, whole.length - 9))) {
            byte[] frame = Frames.of(COMPRESSED, packed);
            assertThat(cook(frame, "grpc-encoding", "gzip")).startsWith("13 compressed message: not gzip, or cut off");
            assertThat(conveyor(frame, "grpc-encoding", "gzip")).startsWith("13 compressed message");
        }
    }

    @Test
    void an_encoding_that_is_not_known_is_refused_with_those_that_are() {
        Reply reply = caller.call(outgoing("POST", COOK, GRPC, Frames.of(SOUP), "grpc-encoding", "snappy"));
        assertThat(status(reply)).isEqualTo("12 grpc-encoding: \"snappy\" (expected: one of identity,gzip)");
        assertThat(reply.header("grpc-accept-encoding")).isEqualTo("identity,gzip");
    }

    @Test
    void bytes_that_are_no_message_are_refused() {
        byte[] nonsense = {10, 100, 'x'};
        assertThat(cook(Frames.of(nonsense))).startsWith("3 ");
        assertThat(conveyor(Frames.of(nonsense))).startsWith("3 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "S", "123456789S", "-1S", "1x", "1.5S", "1 S", "５S"})
    void a_timeout_that_is_none_is_refused(String timeout) {
        assertThat(cook(Frames.of(SOUP), "grpc-timeout", timeout)).startsWith("3 grpc-timeout: \"");
    }

    @Test
    void no_time_at_all_is_a_deadline_that_has_passed() {
        assertThat(cook(Frames.of(SOUP), "grpc-timeout", "0n")).startsWith("4 ");
    }

    @ParameterizedTest
    @CsvSource({
        "application/grpc+json, 3",
        "application/grpc+proto, 0",
        "application/grpc; charset=utf-8, 0",
        "application/GRPC+PROTO, 0"
    })
    void the_format_has_to_be_that_of_the_operation(String contentType, String status) {
        assertThat(status(caller.call(outgoing("POST", COOK, contentType, Frames.of(SOUP)))))
                .startsWith(status + " ");
    }

    @Test
    void grpc_over_an_older_version_of_http_is_told_what_it_needs() {
        CallerSettings settings = CallerSettings.read(new SettingsSource().settings());
        try (HttpCaller old = engine.caller(settings, HttpProtocol.HTTP_1)) {
            Reply reply = old.call(outgoing("POST", COOK, GRPC, Frames.of(SOUP)));
            assertThat(reply.status()).isEqualTo(505);
            assertThat(new String(reply.body(), UTF_8)).isEqualTo("HTTP/1.1 (expected: HTTP/2, which gRPC needs)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/grpcx", "text/plain", "application/grpc-web"})
    void what_is_not_grpc_is_answered_in_http(String contentType) {
        Reply reply = caller.call(outgoing("POST", COOK, contentType, Frames.of(SOUP)));
        assertThat(reply.status()).isEqualTo(415);
        assertThat(new String(reply.body(), UTF_8)).contains("application/grpc");
    }

    @Test
    void another_method_or_path_is_not_implemented() {
        assertThat(status(caller.call(outgoing("PUT", COOK, GRPC, Frames.of(SOUP)))))
                .isEqualTo("12 method: PUT (expected: POST)");
        for (String path : List.of("/", "/test_kitchen.TestKitchen", COOK + "/", "/x.Y/Z", "*")) {
            assertThat(status(caller.call(outgoing("POST", path, GRPC, Frames.of(SOUP)))))
                    .startsWith("12 no operation at ");
        }
    }

    @Test
    void a_stream_of_two_for_one_request_is_refused() {
        try (HttpStream stream = caller.open(outgoing("POST", "/test_kitchen.TestKitchen/Courses", GRPC, null))) {
            stream.write(concat(Frames.of(SOUP), Frames.of(SOUP)));
            stream.end();
            assertThat(stream.trailers()).contains("grpc-status", "3");
        }
    }

    @Test
    void own_methods_refuse_nonsense_too() {
        byte[] nonsense = {10, 100, 'x'};
        for (String path : List.of(
                "/grpc.health.v1.Health/Check",
                "/grpc.health.v1.Health/Watch",
                "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")) {
            for (byte[] body : List.of(Frames.of(nonsense), new byte[] {0, 0, 0, 0, 9, 1})) {
                Reply reply = caller.call(outgoing("POST", path, GRPC, body));
                assertThat(status(reply)).as(path).matches("(3|13) .*");
            }
        }
    }
}
