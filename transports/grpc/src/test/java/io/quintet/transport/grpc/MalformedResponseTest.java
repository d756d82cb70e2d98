package io.quintet.transport.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.net.BodyReader;
import io.quintet.net.Conversation;
import io.quintet.net.Decision;
import io.quintet.net.HttpMount;
import io.quintet.net.HttpPorts;
import io.quintet.net.HttpService;
import io.quintet.net.ListenerSettings;
import io.quintet.net.Reply;
import io.quintet.net.RequestHead;
import io.quintet.net.RequestSettings;
import io.quintet.net.ResponseWriter;
import io.quintet.payload.GzipCompressor;
import io.quintet.spi.Endpoint;
import io.quintet.transport.grpc.Kitchen.Dish;
import io.quintet.transport.grpc.Kitchen.Meal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses that no server of gRPC would send: each is an error that says what it was, and none hangs. */
@Timeout(60)
class MalformedResponseTest {
    private static final byte[] SOUP = {10, 4, 's', 'o', 'u', 'p'};
    private static final String GRPC = "application/grpc";
    private static final List<String> OK = List.of("grpc-status", "0");

    private final GrpcTransport client = TestPeer.transport("max-response", "100KiB");
    private HttpMount server;
    private volatile Reply answer;

    @BeforeEach
    void begin() {
        Settings settings = new SettingsSource().settings();
        HttpService service = new HttpService() {
            @Override
            public Decision accept(RequestHead head) {
                return new Whole(answer);
            }

            @Override
            public Reply refusal(RequestHead head, int status, String detail, Duration retryAfter) {
                throw new AssertionError(detail);
            }
        };
        server = new HttpPorts()
                .mount("answers", ListenerSettings.read(settings), RequestSettings.read(settings), service);
        server.open();
    }

    /** The same answer to everything, when the request is there, in pieces of three bytes. */
    private record Whole(Reply answer) implements Conversation {
        @Override
        public long timeoutNanos() {
            return 20_000_000_000L;
        }

        @Override
        public void run(BodyReader in, ResponseWriter out) {
            while (in.take() != null) {
                // all of it
            }
            List<String> headers = new ArrayList<>(answer.headers());
            if (answer.contentType() != null) {
                headers.addAll(List.of("content-type", answer.contentType()));
            }
            out.head(answer.status(), headers);
            byte[] body = answer.body();
            for (int from = 0; from < body.length; from += 3) {
                out.write(java.util.Arrays.copyOfRange(body, from, Math.min(body.length, from + 3)));
            }
            out.end(answer.trailers());
        }

        @Override
        public Reply expired() {
            return Reply.empty(504);
        }
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    private Endpoint endpoint() {
        return new Endpoint("grpc", server.open().toString());
    }

    private Object cook() throws Exception {
        return client.call(endpoint(), TestPeer.call("cook", new Dish("soup")));
    }

    /** What unary and streaming call both end with: code, a blank, and message. */
    private String failure(Reply reply) throws Exception {
        answer = reply;
        QuintetException one = catchThrowableOfType(QuintetException.class, this::cook);
        assertThat(one).isNotNull();
        try (Stream<?> meals = (Stream<?>) client.call(endpoint(), TestPeer.call("courses", new Dish("soup")))) {
            QuintetException many = catchThrowableOfType(QuintetException.class, meals::toList);
            assertThat(many).isNotNull();
            assertThat(many.code()).isEqualTo(one.code());
        }
        return one.code() + " " + one.getMessage();
    }

    private static Reply grpc(byte[] body, List<String> trailers, String... headers) {
        return new Reply(200, GRPC, body, List.of(headers), trailers);
    }

    @Test
    void what_is_right_is_taken() throws Exception {
        answer = grpc(Frames.of(SOUP), OK);
        assertThat(cook()).isEqualTo(new Meal("soup"));
    }

    @Test
    void a_page_is_no_response() throws Exception {
        assertThat(failure(Reply.of(200, "text/html", "<p>".getBytes(UTF_8))))
                .startsWith("UNKNOWN ")
                .contains("answered 200 with content type \"text/html\" (expected: 200 with application/grpc)");
        assertThat(failure(Reply.of(503, "text/html", "<p>".getBytes(UTF_8)))).startsWith("UNAVAILABLE ");
        assertThat(failure(Reply.empty(404))).startsWith("UNIMPLEMENTED ");
        assertThat(failure(Reply.empty(401))).startsWith("UNAUTHENTICATED ");
    }

    @Test
    void a_response_has_to_have_a_status() throws Exception {
        assertThat(failure(grpc(Frames.of(SOUP), List.of())))
                .startsWith("INTERNAL ")
                .contains("answered without grpc-status");
    }

    @Test
    void a_status_that_nobody_knows_is_unknown() throws Exception {
        for (String status : List.of("banana", "17", "-1", "")) {
            assertThat(failure(grpc(new byte[0], List.of("grpc-status", status, "grpc-message", "odd"))))
                    .isEqualTo("UNKNOWN odd");
        }
    }

    @Test
    void a_frame_that_is_cut_off_is_told() throws Exception {
        byte[] frame = Frames.of(SOUP);
        for (int length = 1; length < frame.length; length++) {
            assertThat(failure(grpc(java.util.Arrays.copyOf(frame, length), OK)))
                    .startsWith("INTERNAL ");
        }
    }

    @Test
    void a_success_has_to_have_one_message() throws Exception {
        answer = grpc(new byte[0], OK);
        assertThat(catchThrowableOfType(QuintetException.class, this::cook).code())
                .isEqualTo(Code.INTERNAL);
        byte[] two = new byte[22];
        System.arraycopy(Frames.of(SOUP), 0, two, 0, 11);
        System.arraycopy(Frames.of(SOUP), 0, two, 11, 11);
        answer = grpc(two, OK);
        assertThat(catchThrowableOfType(QuintetException.class, this::cook).code())
                .isEqualTo(Code.INTERNAL);
    }

    @Test
    void a_message_over_the_limit_is_refused_before_it_is_there() throws Exception {
        assertThat(failure(grpc(new byte[] {0, 0x7f, -1, -1, -1}, OK)))
                .startsWith("RESOURCE_EXHAUSTED ")
                .contains("message of 2147483647 bytes (expected: at most 102400)");
    }

    @Test
    void a_compressed_message_has_to_be_announced_and_whole() throws Exception {
        byte[] frame = Frames.of((byte) 1, GzipCompressor.compressed(SOUP));
        assertThat(failure(grpc(frame, OK))).startsWith("INTERNAL ").contains("flag 1");
        assertThat(failure(grpc(Frames.of((byte) 1, SOUP), OK, "grpc-encoding", "gzip")))
                .startsWith("INTERNAL ")
                .contains("not gzip, or cut off");
        assertThat(failure(grpc(frame, OK, "grpc-encoding", "snappy")))
                .startsWith("INTERNAL ")
                .contains("grpc-encoding: \"snappy\" (expected: one of identity,gzip)");
        answer = grpc(frame, OK, "grpc-encoding", "gzip");
        assertThat(cook()).isEqualTo(new Meal("soup"));
    }

    @Test
    void bytes_that_are_no_message_are_not_blamed_on_the_request() throws Exception {
        assertThat(failure(grpc(Frames.of(new byte[] {10, 100, 'x'}), OK)))
                .startsWith("INTERNAL ")
                .contains("unreadable response");
    }

    @Test
    void damaged_details_leave_code_and_message() throws Exception {
        for (String details : List.of("%%%", "AAAA", "EgVoZWw", "GgX/////")) {
            assertThat(failure(grpc(
                            new byte[0],
                            List.of(
                                    "grpc-status",
                                    "5",
                                    "grpc-message",
                                    "none%20left",
                                    "grpc-status-details-bin",
                                    details))))
                    .isEqualTo("NOT_FOUND none left");
        }
    }

    @Test
    void what_came_before_the_nonsense_is_taken() throws Exception {
        byte[] body = new byte[12];
        System.arraycopy(Frames.of(SOUP), 0, body, 0, 11);
        answer = grpc(body, OK);
        try (Stream<?> meals = (Stream<?>) client.call(endpoint(), TestPeer.call("courses", new Dish("soup")))) {
            Iterator<?> each = meals.iterator();
            assertThat(each.next()).isEqualTo(new Meal("soup"));
            assertThat(catchThrowableOfType(QuintetException.class, each::hasNext)
                            .code())
                    .isEqualTo(Code.INTERNAL);
        }
    }
}
