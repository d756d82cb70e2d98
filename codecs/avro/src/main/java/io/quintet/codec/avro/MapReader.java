package io.quintet.codec.avro;

import io.quintet.type.EnumType;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import io.quintet.type.TextType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads maps; keys are text or have a text form; what is read cannot be changed. */
record MapReader(TextType key, Reader value) implements Reader {
    @Override
    public Object read(Input in) {
        in.enter();
        Map<Object, @Nullable Object> map = new LinkedHashMap<>();
        int read = 0;
        int count = in.block(read);
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                entry(in, map);
            }
            read += count;
            count = in.block(read);
        }
        in.leave();
        return Collections.unmodifiableMap(map);
    }

    private void entry(Input in, Map<Object, @Nullable Object> map) {
        String name = in.text(Limits.MAX_KEY);
        try {
            Object parsed = key.parse(name);
            if (parsed == null) {
                throw new Misfit("", Misfit.quoted(name) + " (expected: " + key.expected() + ")");
            }
            if (map.containsKey(parsed) && !standsForMany(parsed)) {
                throw new Misfit("", "stands twice (expected: once)");
            }
            map.put(parsed, value.read(in));
        } catch (Misfit e) {
            throw e.within(name);
        }
    }

    private boolean standsForMany(Object parsed) {
        return key instanceof EnumType type && type.unknown() == parsed;
    }
}
