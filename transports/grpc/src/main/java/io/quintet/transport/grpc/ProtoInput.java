package io.quintet.transport.grpc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the few messages of Protocol Buffers that the protocol itself has; an {@link IllegalArgumentException} where they are damaged. */
final class ProtoInput {
    private final byte[] in;
    private int at;
    private int wire;

    ProtoInput(byte[] in) {
        this.in = in;
    }

    /** The number of the next field, which must be taken or skipped; 0 at the end. */
    int next() {
        if (at == in.length) {
            return 0;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        int field = (int) (tag >>> 3);
        if (field == 0) {
            throw new IllegalArgumentException("field 0 at byte " + at);
        }
        return field;
    }

    byte[] bytes() {
        if (wire != 2) {
            skip();
            return new byte[0];
        }
        int length = length();
        byte[] value = Arrays.copyOfRange(in, at, at + length);
        at += length;
        return value;
    }

    long number() {
        if (wire != 0) {
            skip();
            return 0;
        }
        return varint();
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    void skip() {
        switch (wire) {
            case 0 -> varint();
            case 1 -> pass(8);
            case 2 -> pass(length());
            case 5 -> pass(4);
            default -> throw new IllegalArgumentException("wire type " + wire + " at byte " + at);
        }
    }

    private void pass(int bytes) {
        if (bytes > in.length - at) {
            throw new IllegalArgumentException("cut off at byte " + at);
        }
        at += bytes;
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > in.length - at) {
            throw new IllegalArgumentException("length " + length + " at byte " + at);
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == in.length) {
                throw new IllegalArgumentException("cut off at byte " + at);
            }
            byte b = in[at++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("varint of more than 10 bytes at byte " + at);
    }
}
