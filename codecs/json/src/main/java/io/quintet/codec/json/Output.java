package io.quintet.codec.json;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects what a generator flushes; most documents arrive in one piece, which is then copied once. */
final class Output extends OutputStream {
    private byte[] bytes = new byte[0];

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] piece, int offset, int length) {
        if (bytes.length == 0) {
            bytes = Arrays.copyOfRange(piece, offset, offset + length);
            return;
        }
        int before = bytes.length;
        bytes = Arrays.copyOf(bytes, before + length);
        System.arraycopy(piece, offset, bytes, before, length);
    }

    byte[] bytes() {
        return bytes;
    }
}
