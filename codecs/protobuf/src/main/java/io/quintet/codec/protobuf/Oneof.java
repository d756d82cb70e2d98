package io.quintet.codec.protobuf;

import io.quintet.InvalidContractException;
import io.quintet.type.Component;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import org.jspecify.annotations.Nullable;

/** Components that are a oneof of their record's message, see {@link ProtoField#oneof()}. */
final class Oneof {
    private Oneof() {}

    /** The union that a component is, or null when it is no oneof. */
    static @Nullable UnionType of(RecordType type, Component component) {
        ProtoField said = ProtoFields.of(type, component);
        if (said == null || !said.oneof()) {
            return null;
        }
        TypeModel value = component.type() instanceof OptionalType optional ? optional.value() : component.type();
        if (value instanceof UnionType union) {
            return union;
        }
        throw new InvalidContractException(type.type().getName() + "." + component.name()
                + ": @ProtoField(oneof = true) (mend: let it be a sealed interface, or Optional of one)");
    }

    /** The one component of a union's record, which is the field. */
    static Component value(RecordType one) {
        if (one.components().size() != 1) {
            throw new InvalidContractException(one.type().getName() + ": "
                    + one.components().size() + " components in a oneof (mend: let it have exactly one)");
        }
        return one.components().getFirst();
    }
}
