package io.quintet.contract;

import io.quintet.type.Scalar;
import io.quintet.type.TextType;
import org.jspecify.annotations.Nullable;

/** The types that fit into a path or a query: those with one plain text form, save bytes. */
public final class SimpleType {
    private SimpleType() {}

    /** Whether values of the type fit. */
    public static boolean is(Class<?> type) {
        TextType form = TextType.of(type);
        return form != null && form != Scalar.BYTES;
    }

    /** What text of the type looks like, for messages. */
    public static String expected(Class<?> type) {
        return form(type).expected();
    }

    /** The value that a text stands for, or null where it stands for none. */
    public static @Nullable Object parse(Class<?> type, String text) {
        return form(type).parse(text);
    }

    private static TextType form(Class<?> type) {
        TextType form = TextType.of(type);
        if (form == null) {
            throw new IllegalArgumentException(type + " (expected: a type with a text form)");
        }
        return form;
    }
}
