package io.quintet.codec.json;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects what a generator flushes; most documents arrive in one piece, which is then copied once. */
final class Output extends OutputStream {
    private byte[] bytes = new byte[0];
    private int length;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] piece, int offset, int count) {
        if (length == 0) {
            bytes = Arrays.copyOfRange(piece, offset, offset + count);
        } else {
            if (bytes.length - length < count) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), (int)
                        Math.min(2L * length, Integer.MAX_VALUE - 8)));
            }
            System.arraycopy(piece, offset, bytes, length, count);
        }
        length += count;
    }

    byte[] bytes() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }
}
