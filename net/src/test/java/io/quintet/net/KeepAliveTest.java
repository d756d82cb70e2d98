package io.quintet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that are asked whether they are still there, and connections that have become old. */
@Timeout(30)
class KeepAliveTest {
    private static final String[] PINGING = {"ping-every", "20ms", "ping-timeout", "200ms"};

    /** A peer that takes everything, and answers pings or, as one that lost its power, nothing. */
    private static final class Peer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final CountDownLatch pings;
        private final boolean answers;

        Peer(int pings, boolean answers) throws IOException {
            this.pings = new CountDownLatch(pings);
            this.answers = answers;
            Thread.ofVirtual().start(this::run);
        }

        private void run() {
            try (Socket socket = server.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                in.skipNBytes(24); // the preface
                socket.getOutputStream().write(Frames.frame(Frames.SETTINGS, 0, 0));
                while (true) {
                    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                    int type = in.readUnsignedByte();
                    int flags = in.readUnsignedByte();
                    in.skipNBytes(4);
                    byte[] payload = in.readNBytes(length);
                    if (type == Frames.PING && flags != Frames.ACK) {
                        pings.countDown();
                        if (answers) {
                            socket.getOutputStream().write(Frames.frame(Frames.PING, Frames.ACK, 0, payload));
                        }
                    }
                }
            } catch (IOException e) {
                assertThat(e).isNotNull(); // the caller has closed the connection
            }
        }

        Outgoing call(long timeoutNanos) {
            HttpAddress address = new HttpAddress(false, "127.0.0.1", server.getLocalPort());
            return new Outgoing("test.call", "POST", address, "/", List.of(), null, new byte[1], timeoutNanos);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static HttpCaller caller(HttpEngine engine, String... settings) {
        return engine.caller(CallerSettings.read(Rig.settings(settings)), HttpProtocol.HTTP_2);
    }

    @Test
    void a_peer_that_does_not_answer_a_ping_is_given_up_long_before_the_deadline() throws Exception {
        try (HttpEngine engine = new HttpEngine();
                HttpCaller caller = caller(engine, PINGING);
                Peer peer = new Peer(1, false)) {
            assertThatThrownBy(() -> caller.call(peer.call(TimeUnit.SECONDS.toNanos(25))))
                    .isInstanceOfSatisfying(QuintetException.class, e -> {
                        assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(e.failureMode()).isEqualTo(FailureMode.CRASH);
                        assertThat(e.retrySafe()).isFalse();
                    });
            assertThat(peer.pings.getCount()).isZero();
        }
    }

    @Test
    void a_peer_that_answers_pings_is_waited_for_until_the_deadline() throws Exception {
        try (HttpEngine engine = new HttpEngine();
                HttpCaller caller = caller(engine, PINGING);
                Peer peer = new Peer(20, true)) {
            assertThatThrownBy(() -> caller.call(peer.call(TimeUnit.SECONDS.toNanos(2))))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
            assertThat(peer.pings.getCount()).isZero();
        }
    }

    @Test
    void nobody_is_pinged_unless_that_is_set() throws Exception {
        try (HttpEngine engine = new HttpEngine();
                HttpCaller caller = caller(engine);
                Peer peer = new Peer(1, false)) {
            assertThatThrownBy(() -> caller.call(peer.call(TimeUnit.MILLISECONDS.toNanos(500))))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
            assertThat(peer.pings.getCount()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_is_old_takes_no_more_requests_and_ends_none() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Rig rig = Rig.of(
                        HttpProtocol.HTTP_2,
                        head -> Talking.of((in, out) -> {
                            out.head(200, List.of());
                            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
                            out.write(new byte[] {1, 2, 3, 4});
                            out.end(List.of());
                        }),
                        "max-age",
                        "50ms",
                        "idle-timeout",
                        "80ms");
                Frames frames = new Frames(rig)) {
            frames.send(Frames.frame(Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, 1, Frames.HEAD));
            assertThat(frames.await(Frames.GOAWAY, 0)).as("told to go away").isNotEqualTo(-1);
            go.countDown();
            assertThat(frames.await(Frames.DATA, 0)).as("what was under way").isEqualTo(0x01020304);
        }
    }

    @Test
    void a_call_that_was_taken_fails_at_once_when_the_connection_ends_after_the_word_to_go_away() throws Exception {
        byte[] word = {0, 0, 0, 1, 0, 0, 0, 0, 'b', 'y', 'e'}; // the last request that was taken, and no error
        try (HttpEngine engine = new HttpEngine();
                HttpCaller caller = caller(engine);
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread peer = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    in.skipNBytes(24);
                    socket.getOutputStream().write(Frames.frame(Frames.SETTINGS, 0, 0));
                    int type;
                    do {
                        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                        type = in.readUnsignedByte();
                        in.skipNBytes(5L + length);
                    } while (type != Frames.HEADERS);
                    socket.getOutputStream().write(Frames.frame(Frames.GOAWAY, 0, 0, word));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            HttpAddress address = new HttpAddress(false, "127.0.0.1", server.getLocalPort());
            long timeout = TimeUnit.SECONDS.toNanos(25);
            Outgoing call = new Outgoing("test.call", "POST", address, "/", List.of(), null, new byte[1], timeout);
            assertThatThrownBy(() -> caller.call(call)).isInstanceOfSatisfying(QuintetException.class, e -> {
                assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(e.retrySafe()).isFalse();
            });
            peer.join();
        }
    }

    @Test
    void our_caller_goes_on_over_new_connections_and_knows_what_was_not_taken() {
        try (Rig rig = Rig.of(HttpProtocol.HTTP_2, head -> Talking.work(reply -> reply), "max-age", "20ms")) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            int calls = 0;
            while (System.nanoTime() < end) {
                try {
                    assertThat(rig.caller.call(rig.post("/", new byte[10])).status())
                            .isEqualTo(200);
                    calls++;
                } catch (QuintetException e) { // crossed with the word to go away
                    assertThat(e.retrySafe()).as(e.getMessage()).isTrue();
                }
            }
            assertThat(calls).isGreaterThan(10);
        }
    }
}
