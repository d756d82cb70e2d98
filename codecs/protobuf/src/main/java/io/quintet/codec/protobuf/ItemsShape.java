package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.List;

/** A list, set or map where the format has no room for one, as in another list: as a message of its own with one field. */
final class ItemsShape extends MessageShape {
    static final int NUMBER = 1;

    private final Items items;

    ItemsShape(String name, Items items) {
        super(name);
        this.items = items;
    }

    @Override
    int contentSize(Object value, Plan plan) {
        return items.size(value, plan);
    }

    @Override
    void writeContent(CodedOutputStream out, Object value, Plan plan) throws IOException {
        items.write(out, value, plan);
    }

    @Override
    Object readContent(CodedInputStream in, int depth) throws IOException {
        Object collected = items.begin();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> Field.TAG_TYPE_BITS == NUMBER) {
                items.read(tag, in, depth, collected);
            } else {
                skip(in, tag);
            }
        }
        return items.complete(collected);
    }

    @Override
    Object absent() {
        return items.complete(items.begin());
    }

    @Override
    ProtobufSchema.Message describe() {
        return new ProtobufSchema.Message(
                protoType(),
                "a list, set or map within another",
                false,
                List.of(new ProtobufSchema.Field(items.label(), items.protoType(), "values", NUMBER)),
                List.of(),
                List.of());
    }
}
