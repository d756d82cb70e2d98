package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Locale;

/** A value in one of google's wrappers, which are messages with one field, so that it can be told whether there is one. */
final class WrapperShape extends MessageShape {
    private static final int NUMBER = 1;

    private final Shape value;
    private final int tag;

    WrapperShape(Shape value) {
        super(name(value.protoType()));
        this.value = value;
        this.tag = NUMBER << Field.TAG_TYPE_BITS | value.wireType();
    }

    private static String name(String type) {
        int capitals = type.startsWith("uint") ? 2 : 1;
        return "google.protobuf." + type.substring(0, capitals).toUpperCase(Locale.ROOT) + type.substring(capitals)
                + "Value";
    }

    @Override
    int contentSize(Object inner, Plan plan) {
        return value.isDefault(inner) ? 0 : Math.addExact(1, value.size(inner, plan));
    }

    @Override
    void writeContent(CodedOutputStream out, Object inner, Plan plan) throws IOException {
        if (!value.isDefault(inner)) {
            out.writeUInt32NoTag(tag);
            value.write(out, inner, plan);
        }
    }

    @Override
    Object readContent(CodedInputStream in, int depth) throws IOException {
        Object inner = value.absent();
        for (int found = in.readTag(); found != 0; found = in.readTag()) {
            if (found == tag) {
                Object read = value.read(in, depth);
                inner = read == null ? value.absent() : read;
            } else if (found >>> Field.TAG_TYPE_BITS == NUMBER) {
                throw framedOtherwise(found, value.wireType());
            } else {
                skip(in, found);
            }
        }
        return inner;
    }

    @Override
    Object absent() {
        return value.absent();
    }

    @Override
    ProtobufSchema.Message describe() {
        throw new IllegalStateException(protoType() + " is described in google's own document");
    }
}
