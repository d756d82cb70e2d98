package io.quintet.net;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers and trailers as lists of names and values in turn: few enough that a walk beats a map. */
final class Pairs {
    private Pairs() {}

    static @Nullable String find(List<String> pairs, String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equalsIgnoreCase(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    static List<String> of(MultiMap map) {
        if (map.isEmpty()) {
            return List.of();
        }
        List<String> pairs = new ArrayList<>(8);
        map.forEach((name, value) -> {
            pairs.add(name);
            pairs.add(value);
        });
        return pairs;
    }

    /** A name that stands twice is sent twice. */
    static void add(List<String> pairs, MultiMap to) {
        for (int i = 0; i < pairs.size(); i += 2) {
            to.add(pairs.get(i), pairs.get(i + 1));
        }
    }
}
