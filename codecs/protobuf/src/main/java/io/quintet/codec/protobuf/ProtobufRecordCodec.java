package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.quintet.type.DocumentCodec;
import io.quintet.type.Misfit;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Measures and writes whole messages, reads them, and turns what goes wrong into violations. */
final class ProtobufRecordCodec<T> extends DocumentCodec<T> {
    private static final byte[] NOTHING = {};

    private final RecordShape shape;

    ProtobufRecordCodec(RecordShape shape) {
        super("Protocol Buffers");
        this.shape = shape;
    }

    @Override
    protected byte[] write(T value, Set<String> components) {
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
            throw new Misfit("", "more than 2 gigabytes (expected: less)");
        }
    }

    /** The document of a record that has nothing but defaults is empty. */
    @Override
    protected T build(Map<String, Object> components) {
        return read(NOTHING, components);
    }

    @Override
    @SuppressWarnings("unchecked") // the shape was made for T and builds just instances of it
    protected T read(byte[] document, Map<String, Object> components) {
        try {
            return (T) shape.readContent(CodedInputStream.newInstance(document), 1, components);
        } catch (IOException e) {
            throw MessageShape.malformed();
        }
    }
}
