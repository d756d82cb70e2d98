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

    /**
     * Adds all; a name that stands twice is sent twice.
     *
     * @throws IllegalArgumentException when a value would end its line, or a name is none
     */
    static void add(List<String> pairs, MultiMap to) {
        for (int i = 0; i < pairs.size(); i += 2) {
            to.add(pairs.get(i), checked(pairs.get(i), pairs.get(i + 1)));
        }
    }

    // HTTP/2 would carry it, up to somebody who passes it on over HTTP/1.1
    private static String checked(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException(
                        "header " + name + ": character " + (int) c + " at " + i + " (expected: no CR, LF or NUL)");
            }
        }
        return value;
    }
}
