package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.quintet.type.Component;
import io.quintet.type.Misfit;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordDraft;
import io.quintet.type.RecordType;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record of a union as a field of the message that bears the union; of several that were sent the last counts, as the format has it. */
final class OneofField extends Field {
    private final String oneof;
    private final RecordType one;
    private final Component value;
    private final Shape shape;

    OneofField(Component component, int number, String oneof, RecordType one, Shape shape) {
        super(component, number, shape.wireType());
        this.oneof = oneof;
        this.one = one;
        this.value = Oneof.value(one);
        this.shape = shape;
    }

    private @Nullable Object chosen(Object bearer) {
        @Nullable Object union = component.get(bearer);
        if (union instanceof Optional<?> optional) {
            union = optional.orElse(null);
        }
        return union != null && union.getClass() == one.type() ? union : null;
    }

    private Object value(Object chosen) {
        Object inner = value.get(chosen);
        if (inner == null) {
            throw new Misfit("", one.name() + " with null (expected: a value)");
        }
        return inner;
    }

    @Override
    int size(Object bearer, Plan plan) {
        Object chosen = chosen(bearer);
        return chosen == null ? 0 : Math.addExact(tagSize, shape.size(value(chosen), plan));
    }

    @Override
    void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
        Object chosen = chosen(bearer);
        if (chosen != null) {
            out.writeUInt32NoTag(tag);
            shape.write(out, value(chosen), plan);
        }
    }

    @Override
    void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
        expectTag(found);
        Object inner = shape.read(in, depth);
        RecordDraft choice = one.draft();
        choice.set(0, inner == null ? shape.absent() : inner);
        Object record = RecordShape.build(choice);
        draft.set(component.index(), component.type() instanceof OptionalType ? Optional.of(record) : record);
    }

    @Override
    ProtobufSchema.Field describe() {
        ProtobufSchema.Field plain = describe("", shape.protoType());
        return new ProtobufSchema.Field("", plain.type(), plain.name(), number, oneof);
    }
}
