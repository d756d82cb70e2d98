package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What travels at once: a head of {@code Q1}, the verb and its numbers, eight bytes each, big-endian; further frames, or messages behind the head.
 *
 * @param verb what it is
 * @param head behind the verb
 * @param frames all, the head included
 */
record Parcel(Verb verb, ByteBuffer head, List<byte[]> frames) {
    private static final byte MAGIC = 'Q';
    private static final byte VERSION = '1';
    private static final int START = 3;

    /** A head. */
    static byte[] head(Verb verb, long... numbers) {
        ByteBuffer head = ByteBuffer.allocate(START + Long.BYTES * numbers.length)
                .put(MAGIC)
                .put(VERSION)
                .put(verb.code());
        for (long number : numbers) {
            head.putLong(number);
        }
        return head.array();
    }

    /** Reads one; an {@link IllegalArgumentException} says what is wrong with it. */
    static Parcel read(List<byte[]> frames) {
        byte[] head = frames.isEmpty() ? new byte[0] : frames.getFirst();
        if (head.length < START || head[0] != MAGIC || head[1] != VERSION) {
            throw new IllegalArgumentException("first frame: " + head.length + " bytes (expected: Q1 and a verb)");
        }
        Verb verb = Verb.of(head[2]);
        if (verb == null) {
            throw new IllegalArgumentException("verb: " + head[2] + " (expected: one of those known)");
        }
        if (frames.size() < verb.frames()) {
            throw new IllegalArgumentException(
                    verb + ": " + frames.size() + " frames (expected: at least " + verb.frames() + ")");
        }
        return new Parcel(verb, ByteBuffer.wrap(head, START, head.length - START), frames);
    }

    /** The next number of the head. */
    long number() {
        if (head.remaining() < Long.BYTES) {
            throw new IllegalArgumentException(verb + ": a head that ends too soon (expected: another number)");
        }
        return head.getLong();
    }

    boolean hasNumber() {
        return head.hasRemaining();
    }

    byte[] frame(int index) {
        return frames.get(index);
    }

    String text(int index) {
        return new String(frame(index), UTF_8);
    }
}
