package io.quintet.codec.xml;

import io.quintet.type.EnumType;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps as an element {@value #ENTRY} each, with the key as attribute {@value #KEY}; what is read cannot be changed. */
record MapForm(TextForm key, Form value) implements Form {
    private static final String ENTRY = "entry";
    private static final String KEY = "key";

    @Override
    public void write(XmlOutput out, Object map) {
        Map<?, ?> entries = (Map<?, ?>) map;
        Limits.elements(entries.size());
        for (Map.Entry<?, ? extends @Nullable Object> entry : entries.entrySet()) {
            String name = Limits.key(key.print(XmlOutput.present(entry.getKey())));
            try {
                out.start(ENTRY);
                out.attribute(KEY, name);
                value.write(out, XmlOutput.present(entry.getValue()));
                out.end(ENTRY);
            } catch (Misfit e) {
                throw e.within(name);
            }
        }
    }

    @Override
    public Object read(XmlInput in) {
        Map<Object, Object> map = new LinkedHashMap<>();
        while (in.nextChild(ENTRY)) {
            String name = in.attribute(KEY);
            if (name == null) {
                throw new Misfit("", "an entry without key (expected: an attribute \"" + KEY + "\")");
            }
            try {
                Object parsed = key.parse(name);
                if (map.containsKey(parsed) && !(key.type() instanceof EnumType type && type.unknown() == parsed)) {
                    throw new Misfit("", "stands twice (expected: once)");
                }
                map.put(parsed, value.read(in));
            } catch (Misfit e) {
                throw e.within(name);
            }
            Limits.elements(map.size());
        }
        return Collections.unmodifiableMap(map);
    }
}
