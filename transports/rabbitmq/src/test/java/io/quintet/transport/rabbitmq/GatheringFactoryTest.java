package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringFactoryTest {
    private static final int FRAME_BYTES = 8; // without a payload

    private final GatheringFactory factory = new GatheringFactory();
    private ServerSocket server;
    private FrameHandler handler;
    private Socket accepted;
    private InputStream arrived;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Address address = new Address(server.getInetAddress().getHostAddress(), server.getLocalPort());
        handler = factory.createFrameHandlerFactory().create(address, "test");
        accepted = server.accept();
        accepted.setSoTimeout(10_000);
        arrived = accepted.getInputStream();
    }

    @AfterEach
    void close() throws IOException {
        accepted.close(); // first: the other one says goodbye to a socket that still reads
        handler.close();
        server.close();
    }

    private void write() throws IOException {
        handler.writeFrame(new Frame(AMQP.FRAME_HEARTBEAT, 0));
        handler.flush(null);
    }

    private int come(int frames) throws IOException {
        return arrived.readNBytes(frames * FRAME_BYTES).length / FRAME_BYTES;
    }

    @Test
    void a_frame_leaves_at_once_when_none_follows() throws IOException {
        write();
        assertThat(come(1)).isEqualTo(1);
    }

    @Test
    void frames_stay_until_the_last_one_and_leave_with_that() throws IOException {
        factory.gather(true);
        write();
        write();
        assertThat(arrived.available()).isZero();
        factory.gather(false);
        write();
        assertThat(come(3)).isEqualTo(3);
    }

    @Test
    void frames_leave_when_the_last_one_was_given_up() throws IOException {
        factory.gather(true);
        write();
        factory.gather(false);
        assertThat(arrived.available()).isZero();
        factory.sendGathered();
        assertThat(come(1)).isEqualTo(1);
    }

    @Test
    void what_somebody_waits_for_the_sending_of_leaves_at_once() throws IOException {
        factory.gather(true);
        write();
        handler.writeFrame(new Frame(AMQP.FRAME_HEARTBEAT, 0));
        handler.flush((sent, failure) -> {});
        assertThat(come(2)).isEqualTo(2);
    }
}
