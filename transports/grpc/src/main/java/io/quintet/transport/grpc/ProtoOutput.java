package io.quintet.transport.grpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few messages of Protocol Buffers that the protocol itself has: varints, and fields with a length. */
final class ProtoOutput {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

    ProtoOutput number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    ProtoOutput bytes(int field, byte[] value) {
        varint(((long) field << 3) | 2);
        varint(value.length);
        out.write(value, 0, value.length);
        return this;
    }

    ProtoOutput text(int field, String value) {
        return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoOutput message(int field, ProtoOutput value) {
        return bytes(field, value.toBytes());
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
