package io.quintet.codec.xml;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and sets as an element {@value #ITEM} each; what is read cannot be changed. */
record CollectionForm(boolean unique, Form element) implements Form {
    private static final String ITEM = "item";

    @Override
    public void write(XmlOutput out, Object value) {
        Collection<?> items = (Collection<?>) value;
        Limits.elements(items.size());
        int index = 0;
        for (@Nullable Object item : items) {
            try {
                out.start(ITEM);
                element.write(out, XmlOutput.present(item));
                out.end(ITEM);
            } catch (Misfit e) {
                throw e.within(index);
            }
            index++;
        }
    }

    @Override
    public Object read(XmlInput in) {
        List<Object> items = new ArrayList<>();
        while (in.nextChild(ITEM)) {
            try {
                items.add(element.read(in));
            } catch (Misfit e) {
                throw e.within(items.size());
            }
            Limits.elements(items.size());
        }
        return unique ? Collections.unmodifiableSet(new LinkedHashSet<>(items)) : Collections.unmodifiableList(items);
    }
}
