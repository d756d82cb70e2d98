package io.quintet.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** HTTP/2 by hand, over a raw socket: frames as somebody who means no good would make them. */
final class Frames implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;
    static final int ACK = 1;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    /** {@code POST / http} with the authority {@code x}, in HPACK. */
    static final byte[] HEAD = {(byte) 0x83, (byte) 0x86, (byte) 0x84, 0x41, 1, 'x'};
    /** {@code POST /no http} with the authority {@code x}. */
    static final byte[] HEAD_OF_NO = {(byte) 0x83, (byte) 0x86, 0x04, 3, '/', 'n', 'o', 0x41, 1, 'x'};
    /** {@code CONNECT} to the authority {@code x}, which has neither scheme nor path. */
    static final byte[] CONNECT = {0x02, 7, 'C', 'O', 'N', 'N', 'E', 'C', 'T', 0x41, 1, 'x'};

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    final Socket socket;

    Frames(Rig rig) throws IOException {
        socket = rig.socket();
        socket.getOutputStream().write(PREFACE);
        socket.getOutputStream().write(frame(SETTINGS, 0, 0));
    }

    static byte[] frame(int type, int flags, int stream, byte... payload) {
        return frame(payload.length, type, flags, stream, payload);
    }

    /** With a length that need not be the payload's. */
    static byte[] frame(int length, int type, int flags, int stream, byte... payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b : new int[] {
            length >> 16, length >> 8, length, type, flags, stream >> 24, stream >> 16, stream >> 8, stream
        }) {
            bytes.write(b);
        }
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** The same again and again, to be sent at once. */
    static byte[] times(int times, byte[] frame) {
        byte[] many = new byte[frame.length * times];
        for (int i = 0; i < many.length; i++) {
            many[i] = frame[i % frame.length];
        }
        return many;
    }

    void send(byte[] frame) throws IOException {
        socket.getOutputStream().write(frame);
    }

    /** Sends the same until the peer has had enough; whether that came before the last. */
    boolean floods(byte[] frame, int times) {
        try {
            byte[] many = times(100, frame);
            for (int i = 0; i < times / 100; i++) {
                send(many);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Reads up to a frame of that type and gives the 32-bit number at an offset of its payload; -1 when the connection ended before. */
    long await(int type, int offset) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int found = in.readUnsignedByte();
                in.skipNBytes(5);
                byte[] payload = in.readNBytes(length);
                if (found == type) {
                    return java.nio.ByteBuffer.wrap(payload).getInt(offset);
                }
            }
        } catch (java.io.EOFException | java.net.SocketException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
