package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.quintet.type.Component;
import io.quintet.type.RecordDraft;
import java.io.IOException;

/** A primitive component, not boxed on its way; 0 and false are not written, as the format has it. */
abstract class NumberField extends Field {
    final NumberShape shape;

    private NumberField(Component component, int number, NumberShape shape) {
        super(component, number, shape.wireType());
        this.shape = shape;
    }

    static Field of(Component component, int number, NumberShape shape) {
        return switch (shape.kind()) {
            case BOOLEAN -> new OfBoolean(component, number, shape);
            case LONG -> new OfLong(component, number, shape);
            case FLOAT -> new OfFloat(component, number, shape);
            case DOUBLE -> new OfDouble(component, number, shape);
            default -> new OfInt(component, number, shape);
        };
    }

    @Override
    final ProtobufSchema.Field describe() {
        return describe("", shape.protoType());
    }

    private static final class OfBoolean extends NumberField {
        OfBoolean(Component component, int number, NumberShape shape) {
            super(component, number, shape);
        }

        @Override
        int size(Object bearer, Plan plan) {
            return component.getBoolean(bearer) ? tagSize + 1 : 0;
        }

        @Override
        void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
            if (component.getBoolean(bearer)) {
                out.writeUInt32NoTag(tag);
                out.writeBoolNoTag(true);
            }
        }

        @Override
        void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
            expectTag(found);
            draft.setBoolean(component.index(), in.readBool());
        }
    }

    /** A byte, short or int. */
    private static final class OfInt extends NumberField {
        OfInt(Component component, int number, NumberShape shape) {
            super(component, number, shape);
        }

        @Override
        int size(Object bearer, Plan plan) {
            int value = component.getInt(bearer);
            return value == 0 ? 0 : tagSize + CodedOutputStream.computeInt32SizeNoTag(value);
        }

        @Override
        void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
            int value = component.getInt(bearer);
            if (value != 0) {
                out.writeUInt32NoTag(tag);
                out.writeInt32NoTag(value);
            }
        }

        @Override
        void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
            expectTag(found);
            draft.setLong(component.index(), shape.readInt(in));
        }
    }

    private static final class OfLong extends NumberField {
        OfLong(Component component, int number, NumberShape shape) {
            super(component, number, shape);
        }

        @Override
        int size(Object bearer, Plan plan) {
            long value = component.getLong(bearer);
            return value == 0 ? 0 : tagSize + CodedOutputStream.computeInt64SizeNoTag(value);
        }

        @Override
        void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
            long value = component.getLong(bearer);
            if (value != 0) {
                out.writeUInt32NoTag(tag);
                out.writeInt64NoTag(value);
            }
        }

        @Override
        void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
            expectTag(found);
            draft.setLong(component.index(), in.readInt64());
        }
    }

    /** By its bits, so that the negative zero is written. */
    private static final class OfFloat extends NumberField {
        OfFloat(Component component, int number, NumberShape shape) {
            super(component, number, shape);
        }

        @Override
        int size(Object bearer, Plan plan) {
            return bits(bearer) == 0 ? 0 : tagSize + Float.BYTES;
        }

        @Override
        void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
            int bits = bits(bearer);
            if (bits != 0) {
                out.writeUInt32NoTag(tag);
                out.writeFixed32NoTag(bits);
            }
        }

        private int bits(Object bearer) {
            return Float.floatToRawIntBits((float) component.getDouble(bearer));
        }

        @Override
        void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
            expectTag(found);
            draft.setDouble(component.index(), in.readFloat());
        }
    }

    /** By its bits, so that the negative zero is written. */
    private static final class OfDouble extends NumberField {
        OfDouble(Component component, int number, NumberShape shape) {
            super(component, number, shape);
        }

        @Override
        int size(Object bearer, Plan plan) {
            return bits(bearer) == 0 ? 0 : tagSize + Double.BYTES;
        }

        @Override
        void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
            long bits = bits(bearer);
            if (bits != 0) {
                out.writeUInt32NoTag(tag);
                out.writeFixed64NoTag(bits);
            }
        }

        private long bits(Object bearer) {
            return Double.doubleToRawLongBits(component.getDouble(bearer));
        }

        @Override
        void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
            expectTag(found);
            draft.setDouble(component.index(), in.readDouble());
        }
    }
}
