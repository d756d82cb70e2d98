package io.quintet.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that mean no good: each is turned away, and the next one is served all the same. */
@Timeout(60)
class HostileTest {
    private static final long NO_ERROR = 0;
    private static final long FRAME_SIZE_ERROR = 6;
    private static final long REFUSED_STREAM = 7;
    private static final long ENHANCE_YOUR_CALM = 11;

    private Rig rig;

    private static Decision serve(RequestHead head) {
        return switch (head.target()) {
            case "/injected" -> Talking.work(echo -> Reply.empty(200).with("x-word", "a\r\nSet-Cookie: b"));
            case "/injected-head" ->
                Talking.of((in, out) -> {
                    out.head(200, List.of("x-word", "a\nb: c"));
                    out.end(List.of());
                });
            case "/hold" -> Talking.of((in, out) -> in.take());
            case "/no" -> Reply.empty(404);
            case "/broken" -> throw new StackOverflowError("on purpose");
            default -> Talking.work(echo -> echo);
        };
    }

    @BeforeEach
    void open() {
        rig = Rig.of(
                HttpProtocol.HTTP_2,
                HostileTest::serve,
                "idle-timeout",
                "2s",
                "head-timeout",
                "300ms",
                "read-timeout",
                "300ms",
                "max-streams",
                "2",
                "max-headers",
                "4KiB");
    }

    @AfterEach
    void still_serves() {
        try (Rig served = rig) {
            assertThat(served.caller
                            .call(served.post("/", "still".getBytes(UTF_8)))
                            .body())
                    .isEqualTo("still".getBytes(UTF_8));
        }
    }

    private String raw(String text) throws IOException {
        try (Socket socket = rig.socket()) {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void a_bad_preface_ends_the_connection() throws Exception {
        assertThat(raw("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")).doesNotContain("200");
    }

    @Test
    void a_frame_that_is_cut_off_ends_with_its_connection() throws Exception {
        try (Frames frames = new Frames(rig)) {
            frames.send(Frames.frame(100, Frames.HEADERS, Frames.END_HEADERS, 1, Frames.HEAD));
            frames.socket.shutdownOutput();
            assertThat(frames.await(Frames.HEADERS, 0)).isEqualTo(-1);
        }
    }

    @Test
    void a_frame_that_never_gets_complete_is_cut_off() throws Exception {
        try (Frames frames = new Frames(rig)) {
            frames.send(Frames.frame(100, Frames.HEADERS, Frames.END_HEADERS, 1, Frames.HEAD));
            assertThat(frames.await(Frames.HEADERS, 0)).isEqualTo(-1);
        }
    }

    @Test
    void an_oversized_frame_ends_the_connection() throws Exception {
        try (Frames frames = new Frames(rig)) {
            frames.send(Frames.frame(1 << 20, Frames.HEADERS, Frames.END_HEADERS, 1, Frames.HEAD));
            assertThat(frames.await(Frames.GOAWAY, 4)).isEqualTo(FRAME_SIZE_ERROR);
        }
    }

    @Test
    void streams_opened_and_reset_in_rows_end_the_connection() throws Exception {
        try (Frames frames = new Frames(rig)) {
            boolean refused = false;
            for (int stream = 1; stream < 20_000 && !refused; stream += 2) {
                try {
                    frames.send(
                            Frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, stream, Frames.HEAD));
                    frames.send(Frames.frame(Frames.RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8));
                } catch (IOException e) {
                    refused = true;
                }
            }
            if (!refused) {
                assertThat(frames.await(Frames.GOAWAY, 4)).isIn(ENHANCE_YOUR_CALM, -1L);
            }
        }
    }

    @Test
    void as_many_resets_as_calls_that_are_late_make_leave_the_connection_open() throws Exception {
        try (Rig own = Rig.of(HttpProtocol.HTTP_2, HostileTest::serve);
                Frames frames = new Frames(own)) {
            int stream = 1;
            for (int i = 0; i < 5000; i++, stream += 2) {
                frames.send(Frames.frame(Frames.HEADERS, Frames.END_HEADERS, stream, Frames.HEAD));
                frames.send(Frames.frame(Frames.RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8));
            }
            frames.send(Frames.frame(Frames.HEADERS, Frames.END_HEADERS, stream, Frames.HEAD));
            frames.send(Frames.frame(Frames.DATA, Frames.END_STREAM, stream, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
            assertThat(frames.await(Frames.DATA, 0)).as("the echo").isEqualTo(0x01020304);
        }
    }

    @Test
    void a_request_without_a_path_is_answered_and_gives_its_place_back() throws Exception {
        try (Rig own = Rig.of(HttpProtocol.HTTP_2, HostileTest::serve, "max-concurrent", "1");
                Frames frames = new Frames(own)) {
            frames.send(Frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, Frames.CONNECT));
            assertThat(frames.await(Frames.HEADERS, 0)).as("an answer").isNotEqualTo(-1);
            assertThat(own.caller.call(own.get("/")).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_request_that_cannot_be_begun_is_broken_off_and_gives_its_place_back(HttpProtocol protocol) {
        try (Rig own = Rig.of(protocol, HostileTest::serve, "max-concurrent", "1")) {
            assertThatThrownBy(() -> own.caller.call(own.get("/broken")))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
            assertThat(own.caller.call(own.get("/")).status()).isEqualTo(200);
        }
    }

    @Test
    void a_body_that_goes_on_after_its_answer_is_broken_off() throws Exception {
        try (Frames frames = new Frames(rig)) {
            frames.send(Frames.frame(Frames.HEADERS, Frames.END_HEADERS, 1, Frames.HEAD_OF_NO));
            frames.send(Frames.frame(Frames.DATA, 0, 1, new byte[1000]));
            assertThat(frames.await(Frames.RST_STREAM, 0)).isEqualTo(NO_ERROR);
        }
    }

    @Test
    void pings_whose_answers_are_not_read_end_the_connection() throws Exception {
        try (Frames frames = new Frames(rig)) {
            assertThat(frames.floods(Frames.frame(Frames.PING, 0, 0, new byte[8]), 4_000_000))
                    .isTrue();
        }
    }

    @Test
    void settings_whose_answers_are_not_read_end_the_connection() throws Exception {
        try (Frames frames = new Frames(rig)) {
            assertThat(frames.floods(Frames.frame(Frames.SETTINGS, 0, 0), 8_000_000))
                    .isTrue();
        }
    }

    @Test
    void empty_frames_in_a_row_end_the_connection() throws Exception {
        try (Frames frames = new Frames(rig)) {
            frames.send(Frames.frame(Frames.HEADERS, Frames.END_HEADERS, 1, Frames.HEAD));
            // At once, for what comes in after the close resets the connection, and the last words are lost with it.
            frames.send(Frames.times(100, Frames.frame(Frames.DATA, 0, 1)));
            assertThat(frames.await(Frames.GOAWAY, 4)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void a_head_that_goes_on_for_ever_ends_the_connection() throws Exception {
        try (Frames frames = new Frames(rig)) {
            frames.send(Frames.frame(Frames.HEADERS, 0, 1, Frames.HEAD));
            assertThat(frames.floods(
                            Frames.frame(
                                    Frames.CONTINUATION, 0, 1, (byte) 0, (byte) 1, (byte) 'a', (byte) 1, (byte) 'b'),
                            1_000_000))
                    .isTrue();
        }
    }

    @Test
    void streams_beyond_the_limit_are_refused() throws Exception {
        try (Frames frames = new Frames(rig)) {
            assertThat(frames.await(Frames.SETTINGS, 0)).isNotEqualTo(-1);
            frames.send(Frames.frame(Frames.SETTINGS, Frames.ACK, 0)); // a limit counts from when it is acknowledged
            for (int stream = 1; stream <= 5; stream += 2) {
                frames.send(Frames.frame(Frames.HEADERS, Frames.END_HEADERS, stream, Frames.HEAD));
            }
            assertThat(frames.await(Frames.RST_STREAM, 0)).isEqualTo(REFUSED_STREAM);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nhello\r\n", "5\r\nhelloworld\r\n0\r\n\r\n", "-1\r\n\r\n"})
    void a_bad_chunk_is_400(String chunk) throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void a_head_that_dribbles_is_cut_off() throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\nHost: x\r\nA")).isEmpty();
    }

    @Test
    void a_connection_that_says_nothing_is_cut_off() throws Exception {
        assertThat(raw("")).isEmpty();
    }

    @Test
    void a_body_that_dribbles_is_408() throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\na"))
                .startsWith("HTTP/1.1 408");
    }

    @ParameterizedTest
    @EnumSource
    void a_header_that_would_end_its_line_is_not_sent(HttpProtocol protocol) {
        try (Rig own = Rig.of(protocol, HostileTest::serve)) {
            for (String target : List.of("/injected", "/injected-head")) {
                Reply reply = own.caller.call(own.get(target));
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.header("set-cookie")).isNull();
                assertThat(reply.header("x-word")).isNull();
            }
            Outgoing outgoing = new Outgoing(
                    "test.call", "GET", own.address(), "/", List.of("x", "a\r\nb: c"), null, null, Rig.SECONDS_10);
            assertThatThrownBy(() -> own.caller.call(outgoing))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                    .hasMessageContaining("header x: character 13 at 1");
        }
    }

    @Test
    void connections_beyond_the_limit_are_closed_at_once() throws Exception {
        try (Rig small = Rig.of(HttpProtocol.HTTP_1, HostileTest::serve, "max-accepted", "2");
                Socket one = small.socket();
                Socket two = small.socket()) {
            assertThat(answered(one)).isTrue();
            assertThat(answered(two)).isTrue();
            try (Socket three = small.socket()) {
                assertThat(answered(three)).isFalse();
            }
        }
    }

    private static boolean answered(Socket socket) {
        try {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false;
        }
    }
}
