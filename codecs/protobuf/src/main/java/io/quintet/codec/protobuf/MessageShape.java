package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.io.IOException;

/** A message, framed by its length. */
abstract class MessageShape extends Shape {
    private final String name;

    MessageShape(String name) {
        this.name = name;
    }

    @Override
    final String protoType() {
        return name;
    }

    @Override
    final int wireType() {
        return WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    final boolean once() {
        return true;
    }

    @Override
    final int size(Object value, Plan plan) {
        int place = plan.enter();
        int length = contentSize(value, plan);
        plan.leave(place, length);
        return Math.addExact(CodedOutputStream.computeUInt32SizeNoTag(length), length);
    }

    @Override
    final void write(CodedOutputStream out, Object value, Plan plan) throws IOException {
        out.writeUInt32NoTag(plan.next());
        writeContent(out, value, plan);
    }

    @Override
    final Object read(CodedInputStream in, int depth) throws IOException {
        deeper(depth);
        int outer = in.pushLimit(in.readRawVarint32());
        Object value = readContent(in, depth + 1);
        in.popLimit(outer);
        return value;
    }

    static void deeper(int depth) {
        if (depth >= Limits.MAX_DEPTH) {
            throw Misfit.beyond("", Limits.MAX_DEPTH + 1L, Limits.MAX_DEPTH, "levels");
        }
    }

    /** Passes over a field that is not known here. */
    static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new Misfit("", "the end of a group (expected: a field, or the end of the message)");
        }
    }

    /** Refuses a field that is known here, but framed otherwise: its number was given to something else. */
    static Misfit framedOtherwise(int tag, int expected) {
        return new Misfit("", "wire type " + WireFormat.getTagWireType(tag) + " (expected: " + expected + ")");
    }

    /** Refuses bytes that the library cannot take apart, in words that say nothing of the library. */
    static Misfit malformed() {
        return new Misfit("", "cut off, or a wrong length, tag or varint (expected: bytes of Protocol Buffers)");
    }

    /** Refuses a message that stands twice; the format would have the two merged, which nobody asks for. */
    static Misfit twice() {
        return new Misfit("", "stands twice (expected: once)");
    }

    abstract int contentSize(Object value, Plan plan);

    abstract void writeContent(CodedOutputStream out, Object value, Plan plan) throws IOException;

    /** Reads up to the limit. */
    abstract Object readContent(CodedInputStream in, int depth) throws IOException;

    /** What the message looks like in a {@code .proto}. */
    abstract ProtobufSchema.Message describe();
}
