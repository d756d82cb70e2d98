package io.quintet.type;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record. */
public final class RecordType implements TypeModel {
    private final Class<?> type;
    private final @Nullable Integer id;
    private final Constructor constructor;
    private final boolean primitives;
    private final Map<String, Component> byName = new HashMap<>();
    private List<Component> components = List.of();

    RecordType(Class<?> type, @Nullable Integer id, Constructor constructor, boolean primitives) {
        this.type = type;
        this.id = id;
        this.constructor = constructor;
        this.primitives = primitives;
    }

    /**
     * The type of a record's class, read once together with all that it reaches.
     *
     * @throws io.quintet.InvalidContractException when it reaches something that cannot travel, with the component and the mend
     */
    public static RecordType of(Class<?> type) {
        return TypeReader.recordType(type);
    }

    /** Filled in later, since a record may contain itself. */
    void components(List<Component> all) {
        components = List.copyOf(all);
        all.forEach(component -> byName.put(component.name(), component));
    }

    /** The record's class. */
    public Class<?> type() {
        return type;
    }

    /** The record's simple name. */
    public String name() {
        return type.getSimpleName();
    }

    /** The number that {@link io.quintet.Id} gives it within a union, or null. */
    public @Nullable Integer id() {
        return id;
    }

    /** In the order declared. */
    public List<Component> components() {
        return components;
    }

    /** The component of a name, or null. */
    public @Nullable Component component(String name) {
        return byName.get(name);
    }

    /** A new record to be, with nothing set. */
    public RecordDraft draft() {
        return new RecordDraft(this);
    }

    Constructor constructor() {
        return constructor;
    }

    boolean hasPrimitives() {
        return primitives;
    }

    @Override
    public String toString() {
        return name();
    }
}
