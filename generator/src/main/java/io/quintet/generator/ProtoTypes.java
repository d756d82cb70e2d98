package io.quintet.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.quintet.codec.protobuf.ProtoField;
import io.quintet.codec.protobuf.wellknown.Any;
import io.quintet.codec.protobuf.wellknown.Empty;
import io.quintet.codec.protobuf.wellknown.FieldMask;
import io.quintet.codec.protobuf.wellknown.ListValue;
import io.quintet.codec.protobuf.wellknown.NullValue;
import io.quintet.codec.protobuf.wellknown.Struct;
import io.quintet.codec.protobuf.wellknown.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Java types of fields; the table of scalars, and that of google's messages. */
final class ProtoTypes {
    private static final String GOOGLE = "google.protobuf.";
    private static final TypeName BYTES = ArrayTypeName.of(TypeName.BYTE);
    private static final Set<String> WRAPPERS = Set.of(
            "DoubleValue",
            "FloatValue",
            "Int64Value",
            "UInt64Value",
            "Int32Value",
            "UInt32Value",
            "BoolValue",
            "StringValue",
            "BytesValue");
    private static final Map<String, Class<?>> WELL_KNOWN = Map.of(
            "Timestamp", Instant.class,
            "Duration", Duration.class,
            "Any", Any.class,
            "Empty", Empty.class,
            "FieldMask", FieldMask.class,
            "ListValue", ListValue.class,
            "NullValue", NullValue.class,
            "Struct", Struct.class,
            "Value", Value.class);

    private final ProtoClasses names;

    ProtoTypes(ProtoClasses names) {
        this.names = names;
    }

    /** The type of one value of a field, not boxed. */
    TypeName of(FieldDescriptor field, ProtoPlaces places) {
        return switch (field.getType()) {
            case DOUBLE -> TypeName.DOUBLE;
            case FLOAT -> TypeName.FLOAT;
            case INT64, UINT64, SINT64, FIXED64, SFIXED64 -> TypeName.LONG;
            case INT32, UINT32, SINT32, FIXED32, SFIXED32 -> TypeName.INT;
            case BOOL -> TypeName.BOOLEAN;
            case STRING -> ClassName.get(String.class);
            case BYTES -> BYTES;
            case ENUM ->
                field.getEnumType().getFullName().equals(GOOGLE + "NullValue")
                        ? ClassName.get(NullValue.class)
                        : names.choice(field.getEnumType());
            case MESSAGE -> {
                FieldDescriptor wrapped = wrapped(field);
                if (wrapped != null) {
                    yield of(wrapped, places);
                }
                ClassName known = wellKnown(field.getMessageType());
                if (known == null) {
                    throw places.refused(
                            field, "type " + field.getMessageType().getFullName() + ", which no Java type stands for");
                }
                yield known;
            }
            case GROUP -> throw places.refused(field, "a group (expected: a message)");
        };
    }

    /** The record of a message, or null where there is none. */
    @Nullable
    ClassName wellKnown(Descriptor message) {
        if (!message.getFullName().startsWith(GOOGLE)) {
            return names.message(message);
        }
        Class<?> known = WELL_KNOWN.get(message.getFullName().substring(GOOGLE.length()));
        return known == null ? null : ClassName.get(known);
    }

    /** The field within, where a field is one of google's wrappers; else null. */
    static @Nullable FieldDescriptor wrapped(FieldDescriptor field) {
        if (field.getType() != FieldDescriptor.Type.MESSAGE) {
            return null;
        }
        String name = field.getMessageType().getFullName();
        return name.startsWith(GOOGLE) && WRAPPERS.contains(name.substring(GOOGLE.length()))
                ? field.getMessageType().findFieldByNumber(1)
                : null;
    }

    /** How the integers of a field are written. */
    static ProtoField.Kind kind(FieldDescriptor field) {
        FieldDescriptor wrapped = wrapped(field);
        return switch (wrapped == null ? field.getType() : wrapped.getType()) {
            case UINT32 -> ProtoField.Kind.UINT32;
            case SINT32 -> ProtoField.Kind.SINT32;
            case FIXED32 -> ProtoField.Kind.FIXED32;
            case SFIXED32 -> ProtoField.Kind.SFIXED32;
            case UINT64 -> ProtoField.Kind.UINT64;
            case SINT64 -> ProtoField.Kind.SINT64;
            case FIXED64 -> ProtoField.Kind.FIXED64;
            case SFIXED64 -> ProtoField.Kind.SFIXED64;
            default -> ProtoField.Kind.BY_TYPE;
        };
    }
}
