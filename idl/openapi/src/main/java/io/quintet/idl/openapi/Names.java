package io.quintet.idl.openapi;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of schemas: a class has its simple name, where two share one that with the class around it in front, and where that does not
 * tell them apart the full name. The same classes have the same names, in whatever order they come.
 */
final class Names {
    private static final int FULL = 2;

    private final Map<Class<?>, String> byClass = new HashMap<>();
    private final Set<String> taken;

    /** With the names that no class may have. */
    Names(Collection<Class<?>> classes, Set<String> reserved) {
        this.taken = new HashSet<>(reserved);
        List<Class<?>> open =
                classes.stream().sorted(Comparator.comparing(Class::getName)).toList();
        for (int level = 0; level <= FULL; level++) {
            open = name(open, level);
        }
        open.forEach(type ->
                byClass.put(type, unique(candidate(type, FULL)))); // names that differ just in what JSON cannot name
    }

    private List<Class<?>> name(List<Class<?>> open, int level) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        open.forEach(type -> counts.merge(candidate(type, level), 1, Integer::sum));
        List<Class<?>> left = open.stream()
                .filter(type ->
                        counts.getOrDefault(candidate(type, level), 0) > 1 || taken.contains(candidate(type, level)))
                .toList();
        open.stream().filter(type -> !left.contains(type)).forEach(type -> {
            String name = candidate(type, level);
            taken.add(name);
            byClass.put(type, name);
        });
        return left;
    }

    private static String candidate(Class<?> type, int level) {
        Class<?> around = type.getEnclosingClass();
        String name = switch (level) {
            case 0 -> type.getSimpleName();
            case 1 -> (around == null ? "" : around.getSimpleName() + ".") + type.getSimpleName();
            default -> type.getName().replace('$', '.');
        };
        return allowed(name);
    }

    // what a component of OpenAPI may be called
    private static String allowed(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.chars().forEach(c -> {
            boolean good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            out.append(good || c == '.' || c == '_' || c == '-' ? (char) c : '_');
        });
        return out.toString();
    }

    /** A name that nothing else has, like the one that is wished for. */
    String unique(String wish) {
        String name = allowed(wish);
        for (int i = 2; !taken.add(name); i++) {
            name = allowed(wish) + "_" + i;
        }
        return name;
    }

    String of(Class<?> type) {
        String name = byClass.get(type);
        if (name == null) {
            throw new IllegalStateException(type + " has no name");
        }
        return name;
    }
}
