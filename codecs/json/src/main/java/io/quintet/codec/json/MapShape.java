package io.quintet.codec.json;

import io.quintet.type.EnumType;
import io.quintet.type.Limits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Maps as objects; keys are text or have a text form; what is read cannot be changed. */
record MapShape(TextShape key, Shape value) implements Shape {
    @Override
    public void write(JsonGenerator out, Object map) {
        Map<?, ?> entries = (Map<?, ?>) map;
        Limits.elements(entries.size());
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            out.writeName(Limits.key(key.type().print(entry.getKey())));
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
            throw Tokens.misfit(in, expected());
        }
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        String name = in.nextName();
        while (name != null) {
            Tokens.key(in, name);
            Object parsed = key.parse(in, name);
            if (map.containsKey(parsed) && !standsForMany(parsed)) {
                throw Tokens.twice(in);
            }
            map.put(parsed, in.nextToken() == JsonToken.VALUE_NULL ? null : value.read(in));
            Tokens.elements(in, map.size());
            name = in.nextName();
        }
        return Collections.unmodifiableMap(map);
    }

    private boolean standsForMany(Object parsed) {
        return key.type() instanceof EnumType type && type.unknown() == parsed;
    }

    @Override
    public String expected() {
        return "an object";
    }
}
