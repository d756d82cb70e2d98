package io.quintet.codec.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Maps as objects; keys are text or have a text form; what is read cannot be changed. */
final class MapShape implements Shape {
    private final TextForms.@Nullable TextForm key;
    private final Shape value;

    /** A key of null stands for keys that are plain text. */
    MapShape(TextForms.@Nullable TextForm key, Shape value) {
        this.key = key;
        this.value = value;
    }

    @Override
    public void write(JsonGenerator out, Object map) {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            out.writeName(key == null ? (String) entry.getKey() : key.print().apply(entry.getKey()));
            Object item = entry.getValue();
            if (item == null) {
                out.writeNull();
            } else {
                value.write(out, item);
            }
        }
        out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Misfit.at(in, expected());
        }
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        String name = in.nextName();
        while (name != null) {
            Object parsed = key == null ? name : key.parse(in, name);
            if (map.containsKey(parsed)) {
                throw new Misfit(Misfit.pointerOf(in), "stands twice (expected: once)");
            }
            map.put(parsed, in.nextToken() == JsonToken.VALUE_NULL ? null : value.read(in));
            name = in.nextName();
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public String expected() {
        return "an object";
    }
}
