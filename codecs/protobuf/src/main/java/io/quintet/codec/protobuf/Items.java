package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/** The elements of a list, set or map as a field that stands as often as there are elements. */
abstract class Items {
    final int number;
    final int wireType;
    final int tag;
    final int tagSize;

    Items(int number, int wireType) {
        this.number = number;
        this.wireType = wireType;
        this.tag = number << Field.TAG_TYPE_BITS | wireType;
        this.tagSize = CodedOutputStream.computeTagSize(number);
    }

    /** How many bytes all elements take, with their tags. */
    abstract int size(Object collection, Plan plan);

    /** Writes all elements with their tags. */
    abstract void write(CodedOutputStream out, Object collection, Plan plan) throws IOException;

    /** Something to collect elements in. */
    abstract Object begin();

    /** Reads what stands behind one tag. */
    abstract void read(int found, CodedInputStream in, int depth, Object collected) throws IOException;

    /** What was collected, unchangeable. */
    abstract Object complete(Object collected);

    /** What stands before the type in a {@code .proto}. */
    abstract String label();

    /** The type in a {@code .proto}. */
    abstract String protoType();
}
