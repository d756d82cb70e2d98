package io.quintet.codec.avro;

import io.quintet.type.EnumType;
import io.quintet.type.Misfit;
import org.jspecify.annotations.Nullable;

/** Reads constants by the number that they have in the writer's schema; those without a value are not known here. */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record EnumReader(EnumType type, String[] symbols, @Nullable Enum<?>[] values) implements Reader {
    @Override
    public Object read(Input in) {
        int index = in.index(values.length);
        Enum<?> value = index < 0 ? null : values[index];
        if (value == null) {
            throw new Misfit(
                    "",
                    (index < 0 ? "a constant beyond the schema" : Misfit.quoted(symbols[index])) + " (expected: "
                            + type.expected() + ")");
        }
        return value;
    }
}
