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
    private final Map<String, Component> byName = new HashMap<>();
    private List<Component> components = List.of();
    private Component[] all = new Component[0];
    private Component[] defaulted = new Component[0];
    private boolean primitives;

    RecordType(Class<?> type, @Nullable Integer id, Constructor constructor) {
        this.type = type;
        this.id = id;
        this.constructor = constructor;
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
    void components(List<Component> read) {
        components = List.copyOf(read);
        all = read.toArray(Component[]::new);
        defaulted =
                read.stream().filter(component -> component.absent() != null).toArray(Component[]::new);
        primitives = read.stream().anyMatch(Component::primitive);
        read.forEach(component -> byName.put(component.name(), component));
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

    int size() {
        return all.length;
    }

    Component at(int index) {
        return all[index];
    }

    /** Those that are not null when they are missing. */
    Component[] defaulted() {
        return defaulted;
    }

    boolean hasPrimitives() {
        return primitives;
    }

    @Override
    public String toString() {
        return name();
    }
}
