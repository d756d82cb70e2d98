package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A socket of JeroMQ and nothing else, on either side; what it sends and gets is written as docs/wire-format.md has it. */
final class BareSocket implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    /** Now and then a handshake stops in its middle; then JeroMQ begins anew. */
    private static final int HANDSHAKE_MILLIS = 1000;

    private final ZContext context = new ZContext(1);
    private final ZMQ.Socket socket;
    private byte[] route = {};

    private BareSocket(SocketType type) {
        socket = context.createSocket(type);
        socket.setReceiveTimeOut(PATIENCE_MILLIS);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setSendTimeOut(PATIENCE_MILLIS);
    }

    static BareSocket dealer(String address) {
        BareSocket bare = new BareSocket(SocketType.DEALER);
        bare.socket.connect(address);
        return bare;
    }

    static BareSocket router() {
        BareSocket bare = new BareSocket(SocketType.ROUTER);
        bare.socket.bind("tcp://127.0.0.1:*");
        return bare;
    }

    String address() {
        return socket.getLastEndpoint();
    }

    static byte[] head(String letter, long... numbers) {
        ByteBuffer head = ByteBuffer.allocate(3 + 8 * numbers.length).put(("Q1" + letter).getBytes(UTF_8));
        for (long number : numbers) {
            head.putLong(number);
        }
        return head.array();
    }

    /** Headers as the log-shaped transports write them. */
    static byte[] headers(String... pairs) {
        StringBuilder text = new StringBuilder();
        for (String each : pairs) {
            text.append((char) each.length()).append(each); // short ones: a varint of one byte
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    void send(byte[]... frames) {
        if (socket.getSocketType() == SocketType.ROUTER) {
            socket.sendMore(route);
        }
        for (int i = 0; i < frames.length; i++) {
            socket.send(frames[i], i < frames.length - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    /** The next, but for heartbeats, which are answered. */
    Got receive() {
        while (true) {
            List<byte[]> frames = new ArrayList<>();
            do {
                byte[] frame = socket.recv();
                if (frame == null) {
                    throw new AssertionError("nothing came within " + PATIENCE_MILLIS + " ms");
                }
                frames.add(frame);
            } while (socket.hasReceiveMore());
            if (socket.getSocketType() == SocketType.ROUTER) {
                route = frames.removeFirst();
            }
            Got got = new Got(frames);
            if (got.letter().equals("P")) {
                send(head("Q"));
            } else {
                return got;
            }
        }
    }

    Got receive(String letter) {
        Got got = receive();
        if (!got.letter().equals(letter)) {
            throw new AssertionError("came: " + got.letter() + " (expected: " + letter + ")");
        }
        return got;
    }

    record Got(List<byte[]> frames) {
        String letter() {
            return new String(frames.getFirst(), 2, 1, UTF_8);
        }

        long number(int index) {
            return ByteBuffer.wrap(frames.getFirst()).getLong(3 + 8 * index);
        }

        String text(int frame) {
            return new String(frames.get(frame), UTF_8);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
