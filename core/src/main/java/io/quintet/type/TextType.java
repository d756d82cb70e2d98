package io.quintet.type;

import org.jspecify.annotations.Nullable;

/** A type whose values have one plain text form, as in a path, a map's key, or a format that is text. */
public sealed interface TextType extends TypeModel permits Scalar, EnumType {
    /** The type of a class that has a text form, or null; primitives and their boxes are the same. */
    static @Nullable TextType of(Class<?> type) {
        return type.isEnum() ? EnumType.of(type) : Scalar.of(type);
    }

    /** What its text looks like, for messages. */
    String expected();

    /** The text of a value. */
    String print(Object value);

    /** The value that a text stands for, or null where it stands for none. */
    @Nullable
    Object parse(String text);
}
