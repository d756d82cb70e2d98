package io.quintet.codec.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Bytes of Protocol Buffers, put together by hand. */
final class Wire {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Wire of() {
        return new Wire();
    }

    private Wire raw(long varint) {
        long rest = varint;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    Wire raw(int tag, byte[] bytes) {
        raw(tag);
        out.writeBytes(bytes);
        return this;
    }

    Wire varint(int number, long value) {
        return raw(number << 3).raw(value);
    }

    Wire bytes(int number, byte[] bytes) {
        raw(number << 3 | 2).raw(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    Wire text(int number, String text) {
        return bytes(number, text.getBytes(UTF_8));
    }

    Wire message(int number, Wire message) {
        return bytes(number, message.bytes());
    }

    /** A field whose length is a lie. */
    Wire length(int number, long length) {
        return raw(number << 3 | 2).raw(length);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
