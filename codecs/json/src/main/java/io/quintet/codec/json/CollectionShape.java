package io.quintet.codec.json;

import io.quintet.type.Limits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Lists and sets as arrays; what is read cannot be changed. */
record CollectionShape(boolean unique, Shape element) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
        Collection<?> items = (Collection<?>) value;
        if (items.size() > Limits.MAX_ELEMENTS) {
            throw Misfit.beyond("", items.size(), Limits.MAX_ELEMENTS, "elements");
        }
        out.writeStartArray();
        for (@Nullable Object item : items) {
            if (item == null) {
                out.writeNull();
            } else {
                element.write(out, item);
            }
        }
        out.writeEndArray();
    }

    @Override
    public Object read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Misfit.at(in, expected());
        }
        List<@Nullable Object> items = new ArrayList<>();
        JsonToken token = in.nextToken();
        while (token != JsonToken.END_ARRAY) {
            if (items.size() == Limits.MAX_ELEMENTS) {
                throw Misfit.beyond(Misfit.pointerOf(in), items.size() + 1, Limits.MAX_ELEMENTS, "elements");
            }
            items.add(token == JsonToken.VALUE_NULL ? null : element.read(in));
            token = in.nextToken();
        }
        return unique ? Collections.unmodifiableSet(new LinkedHashSet<>(items)) : Collections.unmodifiableList(items);
    }

    @Override
    public String expected() {
        return "an array";
    }
}
