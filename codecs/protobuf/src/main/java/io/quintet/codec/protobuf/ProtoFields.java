package io.quintet.codec.protobuf;

import io.quintet.type.Component;
import io.quintet.type.EnumType;
import io.quintet.type.RecordType;
import org.jspecify.annotations.Nullable;

/** Finds what {@link ProtoField} says; when a codec is made, never on a message's way. */
final class ProtoFields {
    private ProtoFields() {}

    static @Nullable ProtoField of(RecordType type, Component component) {
        return type.type().getRecordComponents()[component.index()].getAnnotation(ProtoField.class);
    }

    static @Nullable ProtoField of(EnumType.Constant constant) {
        try {
            return constant.value()
                    .getDeclaringClass()
                    .getDeclaredField(constant.name())
                    .getAnnotation(ProtoField.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every enum constant is a field", e);
        }
    }
}
