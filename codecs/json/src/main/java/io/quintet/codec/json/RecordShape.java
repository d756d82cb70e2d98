package io.quintet.codec.json;

import io.quintet.type.Component;
import io.quintet.type.RecordDraft;
import io.quintet.type.RecordRefused;
import io.quintet.type.RecordType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Records as objects, one field per component. */
final class RecordShape implements Shape {
    /** Of a record in a union: the field that names it has been read. */
    static final int TOLD = 1;

    /** Of a record in a union: the field that names it is still to come. */
    static final int TO_BE_TOLD = 0;

    private static final int NO_UNION = -1;

    private final RecordType type;
    private Field[] fields = new Field[0];

    RecordShape(RecordType type) {
        this.type = type;
    }

    /** Filled in later, since a record may contain itself. */
    void fields(Field[] all) {
        fields = all;
    }

    @Override
    public void write(JsonGenerator out, Object value) {
        write(out, value, Set.of());
    }

    void write(JsonGenerator out, Object value, Set<String> without) {
        out.writeStartObject();
        writeFields(out, value, without);
        out.writeEndObject();
    }

    void writeFields(JsonGenerator out, Object value, Set<String> without) {
        for (Field field : fields) {
            if (without.isEmpty() || !without.contains(field.component.name())) {
                try {
                    field.write(out, value);
                } catch (Misfit e) {
                    throw e.within(field.component.name());
                }
            }
        }
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
        return readFields(in, in.nextName(), preset, NO_UNION);
    }

    /** Reads the rest of an object from a field's name on, which is null at its end. */
    Object readFields(JsonParser in, @Nullable String first, Map<String, Object> preset, int union) {
        RecordDraft draft = type.draft();
        int likely = 0;
        int told = union;
        String name = first;
        while (name != null) {
            int index = indexOf(name, likely);
            JsonToken token = in.nextToken();
            if (index < 0) {
                if (told >= 0 && name.equals(UnionShape.TYPE) && told++ > 0) {
                    throw twice(in);
                }
                in.skipChildren();
            } else {
                likely = index + 1;
                if (!draft.mark(index)) {
                    throw twice(in);
                }
                if (!preset.isEmpty() && preset.containsKey(name)) {
                    in.skipChildren();
                } else if (token != JsonToken.VALUE_NULL) {
                    fields[index].read(in, draft);
                } else if (fields[index].component.primitive()) {
                    throw Misfit.at(in, fields[index].expected());
                }
            }
            name = in.nextName();
        }
        return build(draft, preset, in);
    }

    private static Misfit twice(JsonParser in) {
        return new Misfit(Misfit.pointerOf(in), "stands twice (expected: once)");
    }

    /** The record from components alone. */
    Object build(Map<String, Object> preset) {
        return build(type.draft(), preset, null);
    }

    private Object build(RecordDraft draft, Map<String, Object> preset, @Nullable JsonParser in) {
        if (!preset.isEmpty()) {
            for (Field field : fields) {
                Object value = preset.get(field.component.name());
                if (value != null) {
                    draft.set(field.component.index(), value);
                }
            }
        }
        try {
            return draft.build();
        } catch (RecordRefused e) {
            throw new Misfit(in == null ? "" : Misfit.pointerOf(in), e.reason());
        }
    }

    // fields mostly come in the order of the components, and Jackson hands out the same String for a name it has seen
    private int indexOf(String name, int likely) {
        if (likely < fields.length && fields[likely].component.name().equals(name)) {
            return likely;
        }
        Component component = type.component(name);
        return component == null ? -1 : component.index();
    }

    @Override
    public String expected() {
        return "an object";
    }
}
