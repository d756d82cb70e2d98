package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.quintet.type.Component;
import io.quintet.type.RecordDraft;
import java.io.IOException;

/** A primitive integer of a kind of its own, not boxed on its way; 0 is not written, as the format has it. */
final class KindField extends Field {
    private final KindShape shape;

    KindField(Component component, int number, KindShape shape) {
        super(component, number, shape.wireType());
        this.shape = shape;
    }

    @Override
    int size(Object bearer, Plan plan) {
        long value = component.getLong(bearer);
        return value == 0 ? 0 : tagSize + shape.sizeOf(value);
    }

    @Override
    void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
        long value = component.getLong(bearer);
        if (value != 0) {
            out.writeUInt32NoTag(tag);
            shape.write(out, value);
        }
    }

    @Override
    void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
        expectTag(found);
        draft.setLong(component.index(), shape.read(in));
    }

    @Override
    ProtobufSchema.Field describe() {
        return describe("", shape.protoType());
    }
}
