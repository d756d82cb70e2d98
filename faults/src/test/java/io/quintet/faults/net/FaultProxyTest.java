package io.quintet.faults.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault of the wire, against a server that sends back what it gets. */
class FaultProxyTest {
    private final AtomicLong arrivals = new AtomicLong();
    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket socket = echo.accept();
                    arrivals.incrementAndGet();
                    Thread.ofVirtual().start(() -> echo(socket));
                } catch (IOException e) {
                    return; // the test is over
                }
            }
        });
        proxy = FaultProxy.to((InetSocketAddress) echo.getLocalSocketAddress(), 7);
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException e) {
            return; // reset, as some tests have it
        }
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    /** Sends bytes and reads as many; how long that took. */
    private static Duration roundTrip(Socket socket, byte[] bytes) throws IOException {
        long begin = System.nanoTime();
        socket.getOutputStream().write(bytes);
        assertThat(socket.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void awaitNoConnections() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10));
        while (proxy.connections() > 0) {
            assertThat(deadline.expired()).as("waited 10 s").isFalse();
            Thread.onSpinWait();
        }
    }

    private void awaitStruck(long pieces) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10));
        while (proxy.struck() < pieces) {
            assertThat(deadline.expired()).as("waited 10 s").isFalse();
            Thread.onSpinWait();
        }
        assertThat(proxy.struck()).isEqualTo(pieces);
    }

    @Test
    void without_faults_bytes_and_ends_pass() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, bytes(100_000));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void latency_and_jitter_come_on_top_in_the_direction_that_has_them() throws IOException {
        try (Socket socket = connect()) {
            proxy.backward(WireFaults.NONE.latency(Duration.ofMillis(60), Duration.ZERO));
            assertThat(roundTrip(socket, bytes(10))).isGreaterThanOrEqualTo(Duration.ofMillis(60));
            proxy.forward(WireFaults.NONE.latency(Duration.ofMillis(60), Duration.ofMillis(20)));
            assertThat(roundTrip(socket, bytes(10))).isGreaterThanOrEqualTo(Duration.ofMillis(120));
            proxy.heal();
            roundTrip(socket, bytes(10));
        }
    }

    @Test
    void latency_does_not_take_bandwidth() throws IOException {
        try (Socket socket = connect()) {
            proxy.forward(WireFaults.NONE.latency(Duration.ofMillis(100), Duration.ZERO));
            // 20 pieces on their way at a time; one after the other they would take 2 s
            assertThat(roundTrip(socket, bytes(20 * 16 * 1024))).isLessThan(Duration.ofMillis(1500));
        }
    }

    @Test
    void bandwidth_is_a_limit() throws IOException {
        try (Socket socket = connect()) {
            proxy.forward(WireFaults.NONE.bandwidth(100_000));
            assertThat(roundTrip(socket, bytes(30_000))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void a_black_hole_holds_everything_until_it_is_closed_one_way_or_both() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, bytes(10));
            for (boolean forward : new boolean[] {true, false}) {
                if (forward) {
                    proxy.forward(WireFaults.NONE.hole());
                } else {
                    proxy.backward(WireFaults.NONE.hole());
                }
                socket.getOutputStream().write(bytes(10));
                socket.setSoTimeout(150);
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
                proxy.heal();
                socket.setSoTimeout(10_000);
                assertThat(socket.getInputStream().readNBytes(10)).isEqualTo(bytes(10));
            }
        }
    }

    @Test
    void a_black_hole_holds_resets_back_in_its_direction() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, bytes(10));
            proxy.forward(WireFaults.NONE.hole());
            socket.setSoLinger(true, 0);
        }
        awaitStruck(1);
        assertThat(proxy.connections()).isOne();
        proxy.heal();
        awaitNoConnections();
    }

    @Test
    void a_black_hole_holds_new_connections_back() throws IOException {
        for (boolean forward : new boolean[] {true, false}) {
            WireFaults hole = WireFaults.NONE.hole();
            long before = proxy.struck();
            long arrived = arrivals.get();
            proxy.forward(forward ? hole : WireFaults.NONE);
            proxy.backward(forward ? WireFaults.NONE : hole);
            try (Socket socket = connect()) {
                awaitStruck(before + 1);
                assertThat(arrivals).hasValue(arrived);
                proxy.heal();
                roundTrip(socket, bytes(10));
                assertThat(arrivals).hasValue(arrived + 1);
            }
            awaitNoConnections(); // the end of this one would be struck by the next hole, too
        }
    }

    @Test
    void what_is_reset_or_slowed_down_is_counted() throws IOException {
        try (Socket socket = connect()) {
            proxy.forward(WireFaults.NONE.bandwidth(1_000_000));
            roundTrip(socket, bytes(10));
            assertThat(proxy.struck()).isOne();
            proxy.heal();
            proxy.reset();
            assertThat(proxy.struck()).isEqualTo(2);
        }
        try (Socket socket = connect()) {
            proxy.backward(WireFaults.NONE.reset(5));
            socket.getOutputStream().write(bytes(10));
            awaitStruck(3);
        }
    }

    @Test
    void a_connection_is_reset_after_so_many_bytes() throws IOException {
        try (Socket socket = connect()) {
            proxy.backward(WireFaults.NONE.reset(1000));
            socket.getOutputStream().write(bytes(5000));
            assertThatThrownBy(() -> socket.getInputStream().readNBytes(5000))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        proxy.heal();
        try (Socket socket = connect()) {
            roundTrip(socket, bytes(5000));
        }
    }

    @Test
    void all_connections_can_be_reset() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, bytes(10));
            proxy.reset();
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void an_end_arrives_late_and_bytes_before_it_do_not() throws IOException {
        try (Socket socket = connect()) {
            proxy.backward(WireFaults.NONE.slowClose(Duration.ofMillis(150)));
            socket.getOutputStream().write(bytes(10));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readNBytes(10)).isEqualTo(bytes(10));
            long begin = System.nanoTime();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(100));
        }
    }

    private int damaged(double share) throws IOException {
        try (Socket socket = connect()) {
            proxy.forward(WireFaults.NONE.corruption(share));
            byte[] sent = bytes(10_000);
            socket.getOutputStream().write(sent);
            byte[] received = socket.getInputStream().readNBytes(sent.length);
            int damaged = 0;
            for (int i = 0; i < sent.length; i++) {
                int turned = Integer.bitCount((sent[i] ^ received[i]) & 0xff);
                assertThat(turned).isLessThanOrEqualTo(1);
                damaged += turned;
            }
            return damaged;
        }
    }

    @Test
    void corruption_turns_one_bit_of_its_share_of_the_bytes() throws IOException {
        assertThat(damaged(0.1)).isBetween(700, 1300);
        assertThat(damaged(0)).isZero();
    }

    @Test
    void the_same_seed_damages_the_same_bytes() throws IOException {
        byte[][] received = new byte[2][];
        for (int i = 0; i < 2; i++) {
            proxy.close();
            proxy = FaultProxy.to((InetSocketAddress) echo.getLocalSocketAddress(), 11);
            proxy.forward(WireFaults.NONE.corruption(0.05));
            try (Socket socket = connect()) {
                socket.getOutputStream().write(bytes(2000));
                received[i] = socket.getInputStream().readNBytes(2000);
            }
        }
        assertThat(received[0]).isEqualTo(received[1]);
        assertThat(Arrays.equals(received[0], bytes(2000))).isFalse();
    }

    @Test
    void where_nobody_listens_the_connection_is_reset() throws IOException {
        try (Socket bound = new Socket()) { // has the port, so that nobody else can listen at it
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            proxy.close();
            proxy = FaultProxy.to((InetSocketAddress) bound.getLocalSocketAddress(), 7);
            try (Socket socket = connect()) {
                assertThatThrownBy(() -> {
                            socket.getOutputStream().write(1);
                            if (socket.getInputStream().read() < 0) {
                                throw new SocketException("ended");
                            }
                        })
                        .isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void refuses_what_cannot_be() {
        assertThatThrownBy(() -> WireFaults.NONE.corruption(2)).hasMessage("corruption: 2.0 (expected: 0 to 1)");
        assertThatThrownBy(() -> WireFaults.NONE.reset(-2)).hasMessageContaining("-2");
    }

    @Test
    void what_is_lost_stays_lost_and_so_does_what_comes_after_it_on_its_connection() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, bytes(10));
            proxy.backward(WireFaults.NONE.loss(1));
            socket.getOutputStream().write(bytes(10));
            awaitStruck(1);
            proxy.heal();
            socket.setSoTimeout(100);
            socket.getOutputStream().write(bytes(10));
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            socket.shutdownOutput();
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket another = connect()) {
            roundTrip(another, bytes(10));
        }
    }

    @Test
    void pieces_that_faults_have_befallen_are_counted() throws IOException {
        try (Socket socket = connect()) {
            roundTrip(socket, bytes(10));
            assertThat(proxy.struck()).isZero();
            proxy.backward(WireFaults.NONE.latency(Duration.ofMillis(1), Duration.ZERO));
            roundTrip(socket, bytes(10));
            assertThat(proxy.struck()).isOne();
            proxy.backward(WireFaults.NONE.corruption(1));
            socket.getOutputStream().write(bytes(10));
            assertThat(socket.getInputStream().readNBytes(10)).isNotEqualTo(bytes(10));
            assertThat(proxy.struck()).isEqualTo(2);
            proxy.backward(WireFaults.NONE.loss(1));
            socket.getOutputStream().write(bytes(10));
            awaitStruck(3);
        }
    }
}
