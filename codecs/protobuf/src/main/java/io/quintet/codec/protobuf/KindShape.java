package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.InvalidContractException;
import io.quintet.type.Scalar;
import io.quintet.type.TypeModel;
import java.io.IOException;
import java.util.Locale;

/** Integers that are written in another way than their Java type has by itself. */
final class KindShape extends Shape {
    private final ProtoField.Kind kind;
    private final boolean wide;

    private KindShape(ProtoField.Kind kind, boolean wide) {
        this.kind = kind;
        this.wide = wide;
    }

    static KindShape of(ProtoField.Kind kind, TypeModel type) {
        boolean wide = kind.compareTo(ProtoField.Kind.UINT64) >= 0;
        if (type != (wide ? Scalar.LONG : Scalar.INT)) {
            throw new InvalidContractException("@ProtoField with " + kind + " on a " + type + " (mend: use "
                    + (wide ? "long" : "int") + " there, or another kind)");
        }
        return new KindShape(kind, wide);
    }

    @Override
    String protoType() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    int wireType() {
        return switch (kind) {
            case FIXED32, SFIXED32 -> WireFormat.WIRETYPE_FIXED32;
            case FIXED64, SFIXED64 -> WireFormat.WIRETYPE_FIXED64;
            default -> WireFormat.WIRETYPE_VARINT;
        };
    }

    int sizeOf(long value) {
        return switch (kind) {
            case FIXED32, SFIXED32 -> Integer.BYTES;
            case FIXED64, SFIXED64 -> Long.BYTES;
            case UINT32 -> CodedOutputStream.computeUInt32SizeNoTag((int) value);
            case SINT32 -> CodedOutputStream.computeSInt32SizeNoTag((int) value);
            case SINT64 -> CodedOutputStream.computeSInt64SizeNoTag(value);
            default -> CodedOutputStream.computeUInt64SizeNoTag(value);
        };
    }

    void write(CodedOutputStream out, long value) throws IOException {
        switch (kind) {
            case FIXED32, SFIXED32 -> out.writeFixed32NoTag((int) value);
            case FIXED64, SFIXED64 -> out.writeFixed64NoTag(value);
            case UINT32 -> out.writeUInt32NoTag((int) value);
            case SINT32 -> out.writeSInt32NoTag((int) value);
            case SINT64 -> out.writeSInt64NoTag(value);
            default -> out.writeUInt64NoTag(value);
        }
    }

    long read(CodedInputStream in) throws IOException {
        return switch (kind) {
            case FIXED32, SFIXED32 -> in.readFixed32();
            case FIXED64, SFIXED64 -> in.readFixed64();
            case UINT32 -> in.readUInt32();
            case SINT32 -> in.readSInt32();
            case SINT64 -> in.readSInt64();
            default -> in.readUInt64();
        };
    }

    @Override
    int size(Object value, Plan plan) {
        return sizeOf(((Number) value).longValue());
    }

    @Override
    void write(CodedOutputStream out, Object value, Plan plan) throws IOException {
        write(out, ((Number) value).longValue());
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
        return boxed(read(in));
    }

    private Object boxed(long value) {
        return wide ? (Object) value : (Object) (int) value;
    }

    @Override
    boolean isDefault(Object value) {
        return ((Number) value).longValue() == 0;
    }

    @Override
    Object absent() {
        return boxed(0);
    }
}
