package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections that can gather messages. RabbitMQ's client hands each message to the operating system by itself, which is most of what a
 * small one costs, here and at RabbitMQ, which reads as was written.
 *
 * <p>For one connection after the other. The client flushes after each command: a flush that does nothing is all that there is to it, and
 * the client has no switch for that. What is written meanwhile by others, such as a heartbeat, waits along.
 */
final class GatheringFactory extends ConnectionFactory {
    private volatile boolean gathering;
    private volatile @Nullable Gathering gathered;

    /** While it does, commands stay here as long as the client's buffer has room, and leave with the first that comes when it does not. */
    void gather(boolean more) {
        gathering = more;
    }

    /** Sends what is still here. */
    void sendGathered() throws IOException {
        Gathering last = gathered;
        if (last != null) {
            last.flush(null);
        }
    }

    @Override
    protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
        FrameHandlerFactory sockets = super.createFrameHandlerFactory();
        return (address, name) -> new Gathering(sockets.create(address, name));
    }

    private final class Gathering implements FrameHandler {
        private final FrameHandler socket;

        Gathering(FrameHandler socket) {
            this.socket = socket;
        }

        @Override
        public void flush(@Nullable WriteListener listener) throws IOException {
            if (gathering && listener == null) {
                gathered = this;
            } else {
                gathered = null;
                socket.flush(listener);
            }
        }

        @Override
        public boolean internalHearbeat() {
            return socket.internalHearbeat();
        }

        @Override
        public void setTimeout(int millis) throws SocketException {
            socket.setTimeout(millis);
        }

        @Override
        public int getTimeout() throws SocketException {
            return socket.getTimeout();
        }

        @Override
        public void sendHeader() throws IOException {
            socket.sendHeader();
        }

        @Override
        public void initialize(AMQConnection connection) {
            socket.initialize(connection);
        }

        @Override
        public void startProcessing() {
            socket.startProcessing();
        }

        @Override
        public void finishConnectionNegotiation() {
            socket.finishConnectionNegotiation();
        }

        @Override
        public void setFrameMax(int bytes) {
            socket.setFrameMax(bytes);
        }

        @Override
        public Frame readFrame() throws IOException {
            return socket.readFrame();
        }

        @Override
        public void writeFrame(Frame frame) throws IOException {
            socket.writeFrame(frame);
        }

        @Override
        public void close() {
            socket.close();
        }

        @Override
        public InetAddress getLocalAddress() {
            return socket.getLocalAddress();
        }

        @Override
        public int getLocalPort() {
            return socket.getLocalPort();
        }

        @Override
        public InetAddress getAddress() {
            return socket.getAddress();
        }

        @Override
        public int getPort() {
            return socket.getPort();
        }
    }
}
