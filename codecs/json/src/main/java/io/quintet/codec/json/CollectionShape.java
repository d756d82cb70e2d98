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
        Limits.elements(items.size());
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
            throw Tokens.misfit(in, expected());
        }
        List<@Nullable Object> items = new ArrayList<>();
        JsonToken token = in.nextToken();
        while (token != JsonToken.END_ARRAY) {
            items.add(token == JsonToken.VALUE_NULL ? null : element.read(in));
            Tokens.elements(in, items.size());
            token = in.nextToken();
        }
        return unique ? Collections.unmodifiableSet(new LinkedHashSet<>(items)) : Collections.unmodifiableList(items);
    }

    @Override
    public String expected() {
        return "an array";
    }
}
