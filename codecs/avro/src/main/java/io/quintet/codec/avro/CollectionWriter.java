package io.quintet.codec.avro;

import io.quintet.type.Misfit;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes lists and sets as arrays of one block. */
record CollectionWriter(Writer element) implements Writer {
    @Override
    public void write(Output out, Object value) throws IOException {
        Collection<?> items = (Collection<?>) value;
        int size = items.size();
        out.startBlock(size);
        int i = 0;
        try {
            for (@Nullable Object item : items) {
                element.write(out, present(item));
                i++;
            }
        } catch (Misfit e) {
            throw e.within(i);
        }
        if (i != size) {
            throw new Misfit("", i + " elements (expected: " + size + ", as many as before it was written)");
        }
        out.endBlocks();
    }

    static Object present(@Nullable Object item) {
        if (item == null) {
            throw new Misfit("", "null (expected: a value, Avro has no nulls in lists, sets and maps of Quintet)");
        }
        return item;
    }
}
