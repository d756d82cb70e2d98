package io.quintet.faults;

import io.quintet.ConfigurationException;
import io.quintet.spi.ServiceContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which instance of this process gets which decoration: providers are found by name, and know their instance's name only. */
public final class Decorations {
    private static final Map<String, Decoration> BY_INSTANCE = new ConcurrentHashMap<>();

    private static volatile @Nullable Decoration otherwise;

    private Decorations() {}

    /** For an instance that is about to be built, by its setting {@code instance}. */
    public static void assign(String instance, Decoration decoration) {
        BY_INSTANCE.put(instance, decoration);
    }

    /** For instances that {@link #assign} has not named, where the process has just one and does not know its name beforehand. */
    public static void assignToOthers(Decoration decoration) {
        otherwise = decoration;
    }

    /** Forgets an instance that was closed. */
    public static void remove(String instance) {
        BY_INSTANCE.remove(instance);
    }

    static Decoration of(ServiceContext context) {
        Decoration named = BY_INSTANCE.get(context.instance());
        Decoration decoration = named != null ? named : otherwise;
        if (decoration == null) {
            throw new ConfigurationException("instance: \"" + context.instance()
                    + "\" (expected: one that Decorations.assign has named, for its faults)");
        }
        return decoration;
    }
}
