package io.quintet.type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One component of a record: what it is, and its value in a record, without reflection. */
public final class Component {
    private final String name;
    private final int index;
    private final TypeModel type;
    private final boolean primitive;
    private final @Nullable Integer id;
    private final Accessor accessor;
    private final @Nullable Object absent;

    Component(String name, int index, TypeModel type, boolean primitive, @Nullable Integer id, Accessor accessor) {
        this.name = name;
        this.index = index;
        this.type = type;
        this.primitive = primitive;
        this.id = id;
        this.accessor = accessor;
        this.absent = switch (type) {
            case ListType list -> List.of();
            case SetType set -> Set.of();
            case MapType map -> Map.of();
            case OptionalType optional -> Optional.empty();
            case TextType one -> null;
            case RecordType one -> null;
            case UnionType one -> null;
        };
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its place in the record, from 0. */
    public int index() {
        return index;
    }

    /** The type of its values. */
    public TypeModel type() {
        return type;
    }

    /** Whether it is a primitive, so that it has a value always; its type is then a {@link Scalar}. */
    public boolean primitive() {
        return primitive;
    }

    /** Whether one that is missing reads as null: what is neither primitive, nor a list, set, map or Optional. */
    public boolean nullable() {
        return !primitive && absent == null;
    }

    /** The number that {@link io.quintet.Id} gives it, or null. */
    public @Nullable Integer id() {
        return id;
    }

    /** What one that is missing reads as; null also for primitives, whose bits are then 0. */
    @Nullable
    Object absent() {
        return absent;
    }

    /** Its value in a record; primitives are boxed. */
    public @Nullable Object get(Object bearer) {
        return accessor.get(bearer);
    }

    /** The value of a boolean. */
    public boolean getBoolean(Object bearer) {
        return accessor.getBoolean(bearer);
    }

    /** The value of a byte, short or int. */
    public int getInt(Object bearer) {
        return accessor.getInt(bearer);
    }

    /** The value of a byte, short, int or long. */
    public long getLong(Object bearer) {
        return accessor.getLong(bearer);
    }

    /** The value of a float or double. */
    public double getDouble(Object bearer) {
        return accessor.getDouble(bearer);
    }

    @Override
    public String toString() {
        return name;
    }
}
