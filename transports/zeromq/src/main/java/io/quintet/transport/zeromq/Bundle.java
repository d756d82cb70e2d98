package io.quintet.transport.zeromq;

import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.message.Varints;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Messages in the one frame of {@link Verb#SEND}: behind its numbers, for each the attempt, the length of the headers and that of the payload,
 * as varints, and these. Many messages cost the sockets and threads between as much as one; how many go together shows by itself, for it
 * is what came while the last were on their way.
 *
 * <p>One that is read is gone through from its first message to its last; an {@link IllegalArgumentException} says what is wrong with it.
 */
final class Bundle {
    /** With more bytes the messages go in several: the receiver is to begin while the rest is written. */
    private static final int MOST_BYTES = 64 * 1024;

    private final ByteBuffer in;
    private int attempt;
    private int headers;
    private int payload;

    private Bundle(ByteBuffer in) {
        this.in = in;
    }

    // Writing.

    /** Writes messages of a stream, the first of which has the sequence {@code first}; {@code out} gets one or more frames. */
    static void write(long stream, long first, List<Copy> copies, Consumer<byte[]> out) {
        for (int from = 0; from < copies.size(); ) {
            byte[] head = Parcel.head(Verb.SEND, stream, first + from);
            int size = head.length;
            int to = from;
            do {
                size += bytes(copies.get(to));
                to++;
            } while (to < copies.size() && size + bytes(copies.get(to)) <= MOST_BYTES);
            byte[] frame = Arrays.copyOf(head, size);
            int at = head.length;
            for (Copy copy : copies.subList(from, to)) {
                at = put(frame, at, copy);
            }
            out.accept(frame);
            from = to;
        }
    }

    private static int bytes(Copy copy) {
        int headers = copy.sent().headers().length;
        int payload = copy.sent().payload().length;
        return Varints.bytes(copy.attempt()) + Varints.bytes(headers) + Varints.bytes(payload) + headers + payload;
    }

    private static int put(byte[] frame, int from, Copy copy) {
        byte[] headers = copy.sent().headers();
        byte[] payload = copy.sent().payload();
        int at = Varints.put(frame, from, copy.attempt());
        at = Varints.put(frame, at, headers.length);
        at = Varints.put(frame, at, payload.length);
        System.arraycopy(headers, 0, frame, at, headers.length);
        at += headers.length;
        System.arraycopy(payload, 0, frame, at, payload.length);
        return at + payload.length;
    }

    // Reading.

    /** What is behind the numbers; before the first message. */
    static Bundle read(ByteBuffer body) {
        if (!body.hasRemaining()) {
            throw new IllegalArgumentException(Verb.SEND + ": no message (expected: one or more)");
        }
        return new Bundle(body);
    }

    /** Goes on to the next message; false where there is none. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        attempt = Math.max(1, varint());
        headers = length("headers", Headers.MAX_BYTES);
        payload = length("payload", ZeroMqTransportProvider.MOST_BYTES);
        if ((long) headers + payload > in.remaining()) {
            throw new IllegalArgumentException("message: " + headers + " and " + payload
                    + " bytes (expected: at most the " + in.remaining() + " that are left)");
        }
        return true;
    }

    int attempt() {
        return attempt;
    }

    int cost() {
        return Cost.of(headers, payload);
    }

    /** The message; to be asked for once. */
    Message message() {
        Headers decoded = Headers.decode(in.array(), in.arrayOffset() + in.position(), headers);
        in.position(in.position() + headers);
        byte[] bytes = new byte[payload];
        in.get(bytes);
        return new Message(decoded, bytes);
    }

    private int length(String what, int most) {
        int length = varint();
        if (length < 0 || length > most) {
            throw new IllegalArgumentException(what + ": " + length + " bytes (expected: at most " + most + ")");
        }
        return length;
    }

    private int varint() {
        int value = 0;
        int shift = 0;
        byte b;
        do {
            if (!in.hasRemaining() || shift > 28) {
                throw new IllegalArgumentException("message: a damaged number (expected: a varint of an int)");
            }
            b = in.get();
            value |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        return value;
    }
}
