package io.quintet.codec.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * One document on its way in: Avro's decoder, made strict, and what the {@link Limits} count.
 *
 * <p>Avro's decoder tells malformed input by three families of exceptions; here they become one {@link Misfit}. It knows how many bytes
 * remain, and allocates nothing for a length beyond them.
 */
final class Input {
    private final BinaryDecoder decoder;
    private final Utf8 scratch = new Utf8();
    private final byte[] one = new byte[1];
    private final long mostElements;
    private int depth;
    private long elements;

    Input(byte[] bytes, int offset) {
        decoder = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
        mostElements = mostElements(bytes.length);
    }

    /**
     * How many elements a document of a length may have in all its collections. An element takes a byte, unless it is a record without
     * components: few bytes could ask for billions of those.
     */
    static long mostElements(int length) {
        return (long) length + Limits.MAX_ELEMENTS;
    }

    private static Misfit malformed(String expected) {
        return new Misfit("", "not there or malformed (expected: " + expected + ")");
    }

    long integer() {
        try {
            return decoder.readLong();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw malformed("a whole number of at most 10 bytes");
        }
    }

    /** The number of a branch or a constant; what is out of its range is -1. */
    int index(int size) {
        long index = integer();
        return index >= 0 && index < size ? (int) index : -1;
    }

    boolean truth() {
        fixed(one, 1, "a byte, 0 or 1");
        if (one[0] == 0 || one[0] == 1) {
            return one[0] == 1;
        }
        throw new Misfit("", one[0] + " (expected: 0 or 1)");
    }

    float float32() {
        try {
            return decoder.readFloat();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw malformed("4 bytes");
        }
    }

    double float64() {
        try {
            return decoder.readDouble();
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw malformed("8 bytes");
        }
    }

    String text(int longest) {
        try {
            decoder.readString(scratch);
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException | IndexOutOfBoundsException e) {
            throw malformed("a length and as many bytes of text");
        }
        int length = scratch.getByteLength();
        String text = new String(scratch.getBytes(), 0, length, UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            strictly(scratch.getBytes(), length);
        }
        if (text.length() > longest) {
            throw Misfit.beyond("", text.length(), longest, "characters");
        }
        return text;
    }

    /** The JDK reads what is not UTF-8 as the very character that it was worth a second look for. */
    private static void strictly(byte[] bytes, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        } catch (CharacterCodingException e) {
            throw malformed("text in UTF-8");
        }
    }

    byte[] bytes() {
        int length = length();
        if (length > Scalars.MAX_BYTES) {
            throw Misfit.beyond("", length, Scalars.MAX_BYTES, "bytes");
        }
        byte[] bytes = new byte[length];
        fixed(bytes, length, "a length and as many bytes");
        return bytes;
    }

    /** Passes over a length and as many bytes. */
    void skip() {
        skip(length());
    }

    /** Passes over bytes that are there. */
    void skip(int length) {
        if (length > decoder.remainingBytes()) {
            throw tooShort(length);
        }
        try {
            decoder.skipFixed(length);
        } catch (IOException e) {
            throw malformed(length + " bytes");
        }
    }

    private int length() {
        long length = integer();
        if (length < 0 || length > decoder.remainingBytes()) {
            throw tooShort(length);
        }
        return (int) length;
    }

    private Misfit tooShort(long length) {
        return new Misfit(
                "",
                "a length of " + length + " (expected: from 0 to " + decoder.remainingBytes()
                        + ", the bytes that remain)");
    }

    private void fixed(byte[] into, int length, String expected) {
        try {
            decoder.readFixed(into, 0, length);
        } catch (IOException | AvroRuntimeException e) {
            throw malformed(expected);
        }
    }

    /** Into a record, list, set or map. */
    void enter() {
        if (++depth > Limits.MAX_DEPTH) {
            throw Misfit.beyond("", depth, Limits.MAX_DEPTH, "levels");
        }
    }

    void leave() {
        depth--;
    }

    /** How many elements follow in the next block of a list, set or map that has some already; 0 at its end. */
    int block(int already) {
        long count;
        try {
            count = already == 0 ? decoder.readArrayStart() : decoder.arrayNext();
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException | IndexOutOfBoundsException e) {
            throw malformed("the number of elements that follow");
        }
        if (already + count > Limits.MAX_ELEMENTS) {
            throw Misfit.beyond("", already + count, Limits.MAX_ELEMENTS, "elements");
        }
        elements += count;
        if (elements > mostElements) {
            throw Misfit.beyond("", elements, Limits.MAX_ELEMENTS, "elements without a byte of their own");
        }
        return (int) count;
    }

    /** How many elements it is worth to have room for, before they are there. */
    static int room(int count) {
        return Math.min(count, 100);
    }

    void end() {
        int more = decoder.remainingBytes();
        if (more > 0) {
            throw new Misfit("", more + " bytes after the document (expected: its end)");
        }
    }
}
