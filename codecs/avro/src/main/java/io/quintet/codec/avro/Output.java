package io.quintet.codec.avro;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** One document on its way out: Avro's encoder, the bytes that it has written, and what the {@link Limits} count. */
final class Output extends OutputStream {
    private static final int FIRST = 256;

    private final Encoder encoder = EncoderFactory.get().directBinaryEncoder(this, null);
    private byte[] bytes = new byte[FIRST];
    private int length;
    private int depth;
    private long elements;

    Encoder encoder() {
        return encoder;
    }

    @Override
    public void write(int b) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] piece, int offset, int count) {
        if (bytes.length - length < count) {
            grow(count);
        }
        System.arraycopy(piece, offset, bytes, length, count);
        length += count;
    }

    private void grow(int by) {
        int least = Math.addExact(length, by);
        bytes = Arrays.copyOf(bytes, (int) Math.max(least, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
    }

    void text(String text) throws IOException {
        Limits.text(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                wholePairs(text);
                break;
            }
        }
        encoder.writeString(text);
    }

    /** Half a surrogate pair has no form in UTF-8; the JDK would write a question mark. */
    private static void wholePairs(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new Misfit("", "half a surrogate pair in a text (expected: text that UTF-8 can carry)");
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

    /** The only block of a list, set or map. */
    void startBlock(int count) throws IOException {
        enter();
        Limits.elements(count);
        elements += count;
        if (count > 0) {
            encoder.writeLong(count);
        }
    }

    void endBlocks() throws IOException {
        leave();
        encoder.writeLong(0);
    }

    byte[] bytes() {
        if (elements > Input.mostElements(length)) {
            throw Misfit.beyond("", elements, Limits.MAX_ELEMENTS, "elements without a byte of their own");
        }
        return Arrays.copyOf(bytes, length);
    }
}
