package io.quintet.codec.avro;

import io.quintet.type.Misfit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads arrays as lists or sets; what is read cannot be changed. */
record CollectionReader(boolean unique, Reader element) implements Reader {
    @Override
    public Object read(Input in) {
        in.enter();
        int count = in.block(0);
        List<@Nullable Object> items = new ArrayList<>(Input.room(count));
        try {
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    items.add(element.read(in));
                }
                count = in.block(items.size());
            }
        } catch (Misfit e) {
            throw e.within(items.size());
        }
        in.leave();
        return unique ? Collections.unmodifiableSet(new LinkedHashSet<>(items)) : Collections.unmodifiableList(items);
    }
}
