package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.io.IOException;

/** Byte arrays; at most as many as base64 could carry in a text, so that no format takes what another refuses. */
final class BytesShape extends Shape {
    private static final int MAX_BYTES = Limits.MAX_TEXT / 4 * 3;

    @Override
    String protoType() {
        return "bytes";
    }

    @Override
    int wireType() {
        return WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    int size(Object value, Plan plan) {
        return CodedOutputStream.computeByteArraySizeNoTag(limited((byte[]) value));
    }

    private static byte[] limited(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw Misfit.beyond("", bytes.length, MAX_BYTES, "bytes");
        }
        return bytes;
    }

    @Override
    void write(CodedOutputStream out, Object value, Plan plan) throws IOException {
        out.writeByteArrayNoTag((byte[]) value);
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
        return limited(in.readByteArray());
    }

    @Override
    boolean isDefault(Object value) {
        return ((byte[]) value).length == 0;
    }

    @Override
    Object absent() {
        return new byte[0];
    }
}
