package io.quintet.runtime;

import io.quintet.ConfigurationException;
import io.quintet.config.Settings;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** The providers of one kind that are on the class path, by name. */
final class Plugins<P> {
    private final String kind;
    private final Map<String, P> byName = new TreeMap<>();

    Plugins(Class<P> type, String kind, Function<P, String> name) {
        this.kind = kind;
        for (P plugin : ServiceLoader.load(type, Plugins.class.getClassLoader())) {
            byName.put(name.apply(plugin), plugin);
        }
    }

    Map<String, P> all() {
        return byName;
    }

    /** The one that a setting names. */
    P get(Settings settings, String setting, String name) {
        P plugin = byName.get(name);
        if (plugin != null) {
            return plugin;
        }
        String expected = byName.isEmpty()
                ? "a " + kind + " on the class path; there is none"
                : "one of " + String.join(", ", byName.keySet()) + ", the " + kind + "s on the class path";
        if (settings.text(setting).isPresent()) {
            throw settings.wrong(setting, expected);
        }
        throw new ConfigurationException(setting + ": \"" + name + "\" by default (expected: " + expected + ")");
    }
}
