package io.quintet.codec.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Records as objects, one field per component. */
final class RecordShape implements Shape {
    private final RecordAccess access;
    private final Map<String, Integer> indexes = new HashMap<>();
    private Component[] components = new Component[0];

    RecordShape(RecordAccess access) {
        this.access = access;
    }

    /** Filled in later, since a record may contain itself. */
    void components(Component[] all) {
        components = all;
        for (int i = 0; i < all.length; i++) {
            indexes.put(all[i].name(), i);
        }
    }

    @Override
    public void write(JsonGenerator out, Object value) {
        write(out, value, Set.of());
    }

    void write(JsonGenerator out, Object value, Set<String> without) {
        out.writeStartObject();
        for (int i = 0; i < components.length; i++) {
            Component component = components[i];
            Object item = access.get(value, i);
            if (item != null && (without.isEmpty() || !without.contains(component.name()))) {
                out.writeName(component.encodedName());
                component.write(out, item);
            }
        }
        out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
        return read(in, Map.of());
    }

    /** Reads an object; components that are preset win over its fields. */
    Object read(JsonParser in, Map<String, Object> preset) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Misfit.at(in, expected());
        }
        @Nullable Object[] values = new @Nullable Object[components.length];
        long[] seen = new long[(components.length + 63) >>> 6];
        int likely = 0;
        String name = in.nextName();
        while (name != null) {
            int index = indexOf(name, likely);
            JsonToken token = in.nextToken();
            if (index < 0) {
                in.skipChildren();
            } else {
                likely = index + 1;
                long bit = 1L << index;
                if ((seen[index >>> 6] & bit) != 0) {
                    throw new Misfit(Misfit.pointerOf(in), "stands twice (expected: once)");
                }
                seen[index >>> 6] |= bit;
                if (!preset.isEmpty() && preset.containsKey(name)) {
                    in.skipChildren();
                } else if (token != JsonToken.VALUE_NULL) {
                    values[index] = components[index].shape().read(in);
                } else if (components[index].primitive()) {
                    throw Misfit.at(in, components[index].shape().expected());
                }
            }
            name = in.nextName();
        }
        return build(values, preset, in);
    }

    /** The record from components alone. */
    Object build(Map<String, Object> preset) {
        return build(new @Nullable Object[components.length], preset, null);
    }

    private Object build(@Nullable Object[] values, Map<String, Object> preset, @Nullable JsonParser in) {
        for (int i = 0; i < values.length; i++) {
            Component component = components[i];
            if (!preset.isEmpty() && preset.containsKey(component.name())) {
                values[i] = preset.get(component.name());
            }
            if (values[i] == null && component.primitive()) {
                String pointer = (in == null ? "" : Misfit.pointerOf(in)) + Misfit.part(component.name());
                throw new Misfit(
                        pointer, "absent (expected: " + component.shape().expected() + ")");
            }
        }
        try {
            return access.construct(values);
        } catch (RecordAccess.Refused e) {
            throw new Misfit(in == null ? "" : Misfit.pointerOf(in), e.reason());
        }
    }

    // fields mostly come in the order of the components, and Jackson hands out the same String for a name it has seen
    private int indexOf(String name, int likely) {
        if (likely < components.length && components[likely].name().equals(name)) {
            return likely;
        }
        Integer index = indexes.get(name);
        return index == null ? -1 : index;
    }

    @Override
    public String expected() {
        return "an object";
    }
}
