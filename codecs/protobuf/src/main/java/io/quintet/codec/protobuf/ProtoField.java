package io.quintet.codec.protobuf;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a {@code .proto} of others says of a field, or of an enum's constant, that its Java type and name do not; the number is
 * {@link io.quintet.Id}'s. Of a list or map it says what its elements are.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface ProtoField {
    /** The name in the {@code .proto}; empty where the Java name gives it. The only thing that it says of a constant. */
    String name() default "";

    /** How an {@code int} or {@code long} is written. */
    Kind kind() default Kind.BY_TYPE;

    /** How the {@code int} or {@code long} is written that is a map's key. */
    Kind key() default Kind.BY_TYPE;

    /** Whether an empty text, no bytes or the constant 0 are left out, so that nobody can tell them from what is missing. */
    boolean implicit() default false;

    /** Whether the value is in one of google's wrappers, such as {@code google.protobuf.StringValue}. */
    boolean wrapped() default false;

    /** Whether numbers of a list or set stand together without tags; both forms are read. */
    boolean packed() default true;

    /**
     * Whether the records of a sealed interface, each with exactly one component, are fields of the message itself, in a oneof, rather
     * than in a message of their own; the record's {@link io.quintet.Id} is the field's number.
     */
    boolean oneof() default false;

    /** The kinds of integers that Java does not tell apart; unsigned ones have the same bits, as {@link Integer#toUnsignedString}. */
    enum Kind {
        /** {@code int32} for what has at most 32 bits, else {@code int64}. */
        BY_TYPE,
        /** Unsigned. */
        UINT32,
        /** Short for small numbers of either sign. */
        SINT32,
        /** Unsigned, always 4 bytes. */
        FIXED32,
        /** Always 4 bytes. */
        SFIXED32,
        /** Unsigned. */
        UINT64,
        /** Short for small numbers of either sign. */
        SINT64,
        /** Unsigned, always 8 bytes. */
        FIXED64,
        /** Always 8 bytes. */
        SFIXED64
    }
}
