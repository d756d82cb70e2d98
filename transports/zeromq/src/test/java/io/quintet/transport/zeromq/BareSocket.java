package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.spi.Endpoint;
import java.io.ByteArrayOutputStream;
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

    /** A dealer that has said hello to whoever serves there, and been welcomed; it closes with the town. */
    static BareSocket greeted(Town town, Endpoint endpoint) {
        BareSocket bare = town.closing(dealer(Address.parse(endpoint.address()).endpoint()));
        bare.send(head("H"), "bare/1".getBytes(UTF_8));
        bare.receive("W");
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

    /** Messages of a stream from a sequence on, each sent for the first time: headers, payload, headers, payload, and so on. */
    static byte[] messages(long stream, long first, byte[]... parts) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(head("S", stream, first));
        for (int i = 0; i < parts.length; i += 2) {
            frame.write(1);
            writeVarint(frame, parts[i].length);
            writeVarint(frame, parts[i + 1].length);
            frame.writeBytes(parts[i]);
            frame.writeBytes(parts[i + 1]);
        }
        return frame.toByteArray();
    }

    private static void writeVarint(ByteArrayOutputStream out, int value) {
        for (int rest = value; ; rest >>>= 7) {
            if (rest < 128) {
                out.write(rest);
                return;
            }
            out.write(rest % 128 + 128);
        }
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

        int numbers() {
            return (frames.getFirst().length - 3) / 8;
        }

        /** What is behind the stream's number and the first sequence. */
        List<Letter> messages() {
            ByteBuffer in = ByteBuffer.wrap(frames.getFirst()).position(3 + 8 * 2);
            List<Letter> all = new ArrayList<>();
            while (in.hasRemaining()) {
                int attempt = varint(in);
                byte[] headers = new byte[varint(in)];
                byte[] payload = new byte[varint(in)];
                in.get(headers).get(payload);
                all.add(new Letter(attempt, new String(headers, UTF_8), new String(payload, UTF_8)));
            }
            return all;
        }

        private static int varint(ByteBuffer in) {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                int b = in.get();
                value += (b & 127) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }

        String text(int frame) {
            return new String(frames.get(frame), UTF_8);
        }
    }

    /** A message that came. */
    record Letter(int attempt, String headers, String payload) {}

    @Override
    public void close() {
        context.close();
    }
}
