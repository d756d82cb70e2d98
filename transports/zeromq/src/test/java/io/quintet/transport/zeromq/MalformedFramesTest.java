package io.quintet.transport.zeromq;

import static io.quintet.transport.zeromq.BareSocket.head;
import static io.quintet.transport.zeromq.BareSocket.headers;
import static io.quintet.transport.zeromq.BareSocket.messages;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Endpoint;
import io.quintet.transport.zeromq.Kitchen.Meal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that send what nobody can read are let go, and everybody else goes on. */
@Timeout(60)
class MalformedFramesTest {
    private static final byte[] NOT_HEADERS = {5, 'a'};

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static Stream<List<byte[]>> frames() {
        return Stream.of(
                List.of(bytes("x")),
                List.of(bytes("GET / HTTP/1.1")),
                List.of(bytes("Q2P")),
                List.of(bytes("Q1!")),
                List.of(new byte[] {'Q', '1', -1}),
                List.of(head("W")), // a router's
                List.of(head("C", 1)),
                List.of(head("C", 1), bytes("test-kitchen.cook"), headers(), bytes("{}")), // no time
                List.of(head("C", 1, 1_000_000_000), bytes("test-kitchen.cook"), NOT_HEADERS, bytes("{}")),
                List.of(head("X")),
                List.of(head("O", 9), bytes("orders")),
                List.of(head("O", 1), bytes("orders"), bytes("kitchen")), // twice
                List.of(head("S", 1)),
                List.of(head("S", 1, 1)), // no message
                List.of(messages(1, 1, NOT_HEADERS, bytes("x"))),
                List.of(messages(1, 1, headers("partitionkey", "k"), bytes("x"))), // no id
                List.of(messages(1, 1, headers("id", "m"), bytes("x"), headers("partitionkey", "k"), bytes("x"))),
                List.of(messages(1, 7, headers("id", "m"), bytes("x"))), // not the next
                List.of(behind(1, 2)), // no length of the payload
                List.of(behind(1, 0, 5, 'x')), // more than there is
                List.of(behind(1, 255, 255, 255, 127, 1)), // headers of 256 MiB
                List.of(behind(1, 255, 255, 255, 255, 15, 1)), // of less than none
                List.of(behind(1, 255, 255, 255, 255, 255, 1, 1)), // of a length that does not end
                List.of(behind(1, 0, 129, 128, 128, 2))); // a payload of more than 4 MiB
    }

    /** A message of the stream 1, and these bytes in its place. */
    private static byte[] behind(int... bytes) {
        ByteBuffer frame = ByteBuffer.allocate(19 + bytes.length).put(head("S", 1, 1));
        for (int each : bytes) {
            frame.put((byte) each);
        }
        return frame.array();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void who_sends_what_cannot_be_read_is_let_go_and_others_are_served(List<byte[]> wrong) throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport server = town.open();
            Town.Got got = new Town.Got(true);
            server.subscribe(Town.CHANNEL, "kitchen", 10, got);
            Endpoint endpoint = server.serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            BareSocket bare = BareSocket.greeted(town, endpoint);
            bare.send(head("O", 1), bytes("orders"), bytes("kitchen"));
            bare.receive("G");
            bare.send(wrong.toArray(byte[][]::new));
            bare.receive("B");
            assertThat(town.open().call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                    .isEqualTo(new Meal("soup"));
            assertThat(got.waiting()).isZero();
        }
    }

    @Test
    void who_says_no_hello_is_asked_for_one() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = town.open().serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            BareSocket bare = town.closing(
                    BareSocket.dealer(Address.parse(endpoint.address()).endpoint()));
            bare.send(head("C", 1, 1_000_000_000), bytes("test-kitchen.cook"), headers(), bytes("{\"name\":\"soup\"}"));
            bare.receive("B");
        }
    }

    @Test
    void who_sends_more_than_its_window_is_let_go() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport server = town.open("window", "64KiB");
            server.subscribe(Town.CHANNEL, "kitchen", 1, new Town.Got(false));
            Endpoint endpoint = server.serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            BareSocket bare = BareSocket.greeted(town, endpoint);
            bare.send(head("O", 1), bytes("orders"), bytes("kitchen"));
            assertThat(bare.receive("G").number(1)).isEqualTo(64 * 1024);
            bare.send(messages(1, 1, headers("id", "a"), new byte[40 * 1024]));
            bare.receive("A");
            bare.send(messages(1, 2, headers("id", "b"), new byte[40 * 1024]));
            bare.receive("B");
        }
    }

    @Test
    void who_sends_more_than_its_window_in_one_frame_is_let_go_and_none_of_it_is_handed_out() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport server = town.open("window", "64KiB");
            Town.Got got = new Town.Got(true);
            server.subscribe(Town.CHANNEL, "kitchen", 1000, got);
            Endpoint endpoint = server.serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            BareSocket bare = BareSocket.greeted(town, endpoint);
            bare.send(head("O", 1), bytes("orders"), bytes("kitchen"));
            bare.receive("G");
            byte[][] parts = new byte[2 * 200][]; // each counts more than 512 bytes
            for (int i = 0; i < parts.length; i += 2) {
                parts[i] = headers("id", "m" + i);
                parts[i + 1] = bytes("x");
            }
            bare.send(messages(1, 1, parts));
            bare.receive("B");
            assertThat(got.waiting()).isZero();
        }
    }

    @Test
    void bytes_that_are_not_zeromq_do_no_harm() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = town.open().serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            String address = Address.parse(endpoint.address()).endpoint();
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
                raw.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20)));
                raw.getOutputStream().flush();
                assertThat(town.open().call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                        .isEqualTo(new Meal("soup"));
            }
        }
    }

    @Test
    void a_router_that_answers_nonsense_fails_the_calls_to_it() throws Exception {
        try (Town town = new Town();
                BareSocket bare = BareSocket.router()) {
            ZeroMqTransport caller = town.open();
            Endpoint endpoint = new Endpoint("zeromq", bare.address());
            for (List<byte[]> nonsense : List.of(
                    List.of(bytes("nonsense")),
                    List.of(head("F", 1), NOT_HEADERS, bytes("x")),
                    List.of(head("R", 1)))) {
                CompletableFuture<Void> call =
                        CompletableFuture.runAsync(() -> assertThatExceptionOfType(QuintetException.class)
                                .isThrownBy(() -> caller.call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                                .satisfies(e -> assertThat(e.code()).isIn(Code.UNAVAILABLE, Code.INTERNAL))
                                .satisfies(e -> assertThat(e.retrySafe()).isFalse()));
                BareSocket.Got came = bare.receive();
                if (came.letter().equals("H")) {
                    bare.send(head("W"));
                    came = bare.receive("C");
                }
                byte[][] answer = nonsense.toArray(byte[][]::new);
                if (answer[0].length > 8) {
                    answer[0] = head(new String(answer[0], 2, 1, UTF_8), came.number(0));
                }
                bare.send(nonsense.getFirst().length == 8 ? new byte[][] {bytes("nonsense")} : answer);
                call.get(20, TimeUnit.SECONDS);
            }
        }
    }
}
