package io.quintet.codec.json;

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
final class CollectionShape implements Shape {
    private final boolean unique;
    private final Shape element;

    CollectionShape(boolean unique, Shape element) {
        this.unique = unique;
        this.element = element;
    }

    @Override
    public void write(JsonGenerator out, Object value) {
        out.writeStartArray();
        for (@Nullable Object item : (Collection<?>) value) {
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
