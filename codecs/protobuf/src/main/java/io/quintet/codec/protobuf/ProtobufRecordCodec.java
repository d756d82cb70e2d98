package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.quintet.spi.RecordCodec;
import io.quintet.type.Misfit;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Measures and writes whole messages, reads them, and turns what goes wrong into violations. */
final class ProtobufRecordCodec<T> implements RecordCodec<T> {
    private static final String UNWRITABLE = "a request or response cannot be written as Protocol Buffers";
    private static final String MISFIT = "the message does not fit";

    private final RecordShape shape;

    ProtobufRecordCodec(RecordShape shape) {
        this.shape = shape;
    }

    @Override
    public byte[] encode(T value) {
        return encodeWithout(value, Set.of());
    }

    @Override
    public byte[] encodeWithout(T value, Set<String> components) {
        Plan plan = new Plan();
        byte[] bytes = new byte[measure(value, plan, components)];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            shape.writeContent(out, value, plan, components);
            out.checkNoSpaceLeft();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("a record changed while it was being written", e);
        }
        return bytes;
    }

    private int measure(T value, Plan plan, Set<String> components) {
        try {
            return shape.contentSize(value, plan, components);
        } catch (ArithmeticException e) {
            throw new Misfit("", "more than 2 gigabytes (expected: less)").invalid(UNWRITABLE);
        } catch (Misfit e) {
            throw e.invalid(UNWRITABLE);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        return decode(bytes, Map.of());
    }

    @Override
    @SuppressWarnings("unchecked") // the shape was made for T and builds just instances of it
    public T decode(byte[] bytes, Map<String, Object> components) {
        try {
            return (T) shape.readContent(CodedInputStream.newInstance(bytes), 1, components);
        } catch (IOException e) {
            throw MessageShape.malformed().invalid(MISFIT);
        } catch (Misfit e) {
            throw e.invalid(MISFIT);
        }
    }
}
