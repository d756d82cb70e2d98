package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Misfit;
import io.quintet.type.Scalar;
import java.io.IOException;

/** Truth values and the numbers of at most 64 bits. */
final class NumberShape extends Shape {
    private final Scalar kind;

    NumberShape(Scalar kind) {
        this.kind = kind;
    }

    Scalar kind() {
        return kind;
    }

    @Override
    String protoType() {
        return switch (kind) {
            case BOOLEAN -> "bool";
            case LONG -> "int64";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            default -> "int32";
        };
    }

    @Override
    int wireType() {
        return switch (kind) {
            case FLOAT -> WireFormat.WIRETYPE_FIXED32;
            case DOUBLE -> WireFormat.WIRETYPE_FIXED64;
            default -> WireFormat.WIRETYPE_VARINT;
        };
    }

    @Override
    int size(Object value, Plan plan) {
        return switch (kind) {
            case BOOLEAN -> 1;
            case LONG -> CodedOutputStream.computeInt64SizeNoTag((Long) value);
            case FLOAT -> Float.BYTES;
            case DOUBLE -> Double.BYTES;
            default -> CodedOutputStream.computeInt32SizeNoTag(((Number) value).intValue());
        };
    }

    @Override
    void write(CodedOutputStream out, Object value, Plan plan) throws IOException {
        switch (kind) {
            case BOOLEAN -> out.writeBoolNoTag((Boolean) value);
            case LONG -> out.writeInt64NoTag((Long) value);
            case FLOAT -> out.writeFloatNoTag((Float) value);
            case DOUBLE -> out.writeDoubleNoTag((Double) value);
            default -> out.writeInt32NoTag(((Number) value).intValue());
        }
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
        return switch (kind) {
            case BOOLEAN -> in.readBool();
            case BYTE -> (byte) readInt(in);
            case SHORT -> (short) readInt(in);
            case LONG -> in.readInt64();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            default -> in.readInt32();
        };
    }

    /** A byte, short or int. */
    int readInt(CodedInputStream in) throws IOException {
        int value = in.readInt32();
        boolean fits = switch (kind) {
            case BYTE -> value == (byte) value;
            case SHORT -> value == (short) value;
            default -> true;
        };
        if (!fits) {
            throw new Misfit("", value + " (expected: " + kind.expected() + ")");
        }
        return value;
    }

    /** By its bits, so that the negative zero is none. */
    @Override
    boolean isDefault(Object value) {
        return value.equals(absent());
    }

    @Override
    Object absent() {
        return switch (kind) {
            case BOOLEAN -> false;
            case BYTE -> (byte) 0;
            case SHORT -> (short) 0;
            case LONG -> 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            default -> 0;
        };
    }
}
