package io.quintet.codec.protobuf.wellknown;

import io.quintet.Id;
import io.quintet.codec.protobuf.ProtoField;
import java.util.Optional;

/** Any JSON value, as {@code google.protobuf.Value}; one without a kind is a mistake of the sender. */
public record Value(@ProtoField(oneof = true) Optional<Kind> kind) {
    /** The value of a kind. */
    public static Value of(Kind kind) {
        return new Value(Optional.of(kind));
    }

    /** What a JSON value can be. */
    public sealed interface Kind {}

    /** JSON's null. */
    @Id(1)
    public record NullKind(@ProtoField(name = "null_value") NullValue value) implements Kind {}

    /** A number. */
    @Id(2)
    public record NumberKind(
            @ProtoField(name = "number_value") double value) implements Kind {}

    /** A text. */
    @Id(3)
    public record StringKind(
            @ProtoField(name = "string_value") String value) implements Kind {}

    /** True or false. */
    @Id(4)
    public record BoolKind(@ProtoField(name = "bool_value") boolean value) implements Kind {}

    /** An object. */
    @Id(5)
    public record StructKind(
            @ProtoField(name = "struct_value") Struct value) implements Kind {}

    /** An array. */
    @Id(6)
    public record ListKind(@ProtoField(name = "list_value") ListValue value) implements Kind {}
}
