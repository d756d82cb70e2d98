package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Measures, writes and reads the values of one type, without the tags of their fields. Safe for use by many threads. */
abstract class Shape {
    /** The name of the type in a {@code .proto}. */
    abstract String protoType();

    /** How its values are framed, see {@link WireFormat}. */
    abstract int wireType();

    /** How many bytes a value takes, with its own length where it is framed by one. */
    abstract int size(Object value, Plan plan);

    /** Writes a value that was measured. */
    abstract void write(CodedOutputStream out, Object value, Plan plan) throws IOException;

    /** Reads a value within this many messages; null for one that says that there is none. */
    abstract @Nullable Object read(CodedInputStream in, int depth) throws IOException;

    /** What is read where a map's entry has none. */
    abstract Object absent();

    /** Whether a value is the one that the format leaves out where nobody asks whether it is there. */
    boolean isDefault(Object value) {
        return false;
    }

    /** Whether it is a message, which says by itself whether it is there, and may stand only once. */
    boolean once() {
        return false;
    }

    /** Whether many values may stand in one field, without their tags. */
    final boolean packable() {
        return wireType() != WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
