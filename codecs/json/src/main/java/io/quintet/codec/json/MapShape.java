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
        if (entries.size() > Limits.MAX_ELEMENTS) {
            throw Misfit.beyond("", entries.size(), Limits.MAX_ELEMENTS, "entries");
        }
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String name = key.type().print(entry.getKey());
            if (name.length() > Limits.MAX_KEY) {
                throw Misfit.beyond("", name.length(), Limits.MAX_KEY, "characters in a key");
            }
            out.writeName(name);
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
            if (map.size() == Limits.MAX_ELEMENTS) {
                throw Misfit.beyond(Misfit.pointerOf(in), map.size() + 1, Limits.MAX_ELEMENTS, "entries");
            }
            Object parsed = key.parse(in, name);
            if (map.containsKey(parsed) && !standsForMany(parsed)) {
                throw new Misfit(Misfit.pointerOf(in), "stands twice (expected: once)");
            }
            map.put(parsed, in.nextToken() == JsonToken.VALUE_NULL ? null : value.read(in));
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
