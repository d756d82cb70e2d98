package io.quintet.codec.xml;

import io.quintet.type.Component;
import io.quintet.type.Misfit;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordDraft;
import io.quintet.type.RecordRefused;
import io.quintet.type.RecordType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Records as an element per component, in any order; those that are null or empty Optionals are absent. */
final class RecordForm implements Form {
    private final RecordType type;
    private Form[] forms = new Form[0];

    RecordForm(RecordType type) {
        this.type = type;
    }

    /** Filled in later, since a record may contain itself. */
    void forms(Form[] all) {
        forms = all;
    }

    /** The name of the root element: the record's, with a small letter first. */
    String root() {
        String name = type.name();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    @Override
    public void write(XmlOutput out, Object value) {
        write(out, value, Set.of());
    }

    void write(XmlOutput out, Object value, Set<String> without) {
        for (Component component : type.components()) {
            Object item = component.get(value);
            Object present = item instanceof Optional<?> optional ? optional.orElse(null) : item;
            if (present != null && (without.isEmpty() || !without.contains(component.name()))) {
                try {
                    out.start(component.name());
                    forms[component.index()].write(out, present);
                    out.end(component.name());
                } catch (Misfit e) {
                    throw e.within(component.name());
                }
            }
        }
    }

    @Override
    public Object read(XmlInput in) {
        return read(in, Map.of());
    }

    /** Reads the elements of a record; components that are preset win over them. */
    Object read(XmlInput in, Map<String, Object> preset) {
        RecordDraft draft = type.draft();
        String name = in.nextChild();
        while (name != null) {
            Component component = type.component(name);
            if (component == null || preset.containsKey(name)) {
                in.skip();
            } else {
                try {
                    readComponent(in, component, draft);
                } catch (Misfit e) {
                    throw e.within(name);
                }
            }
            name = in.nextChild();
        }
        return build(draft, preset);
    }

    private void readComponent(XmlInput in, Component component, RecordDraft draft) {
        if (!draft.mark(component.index())) {
            throw new Misfit("", "stands twice (expected: once)");
        }
        Object value = forms[component.index()].read(in);
        draft.set(component.index(), component.type() instanceof OptionalType ? Optional.of(value) : value);
    }

    /** The record from components alone. */
    Object build(Map<String, Object> preset) {
        return build(type.draft(), preset);
    }

    private static Object build(RecordDraft draft, Map<String, Object> preset) {
        draft.setAll(preset);
        try {
            return draft.build();
        } catch (RecordRefused e) {
            throw new Misfit("", e.reason());
        }
    }
}
