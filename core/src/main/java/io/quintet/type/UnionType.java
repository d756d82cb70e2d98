package io.quintet.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sealed interface whose values are records: one of them travels, with its name or number. */
public final class UnionType implements TypeModel {
    private final Class<?> type;
    private List<RecordType> records = List.of();

    UnionType(Class<?> type) {
        this.type = type;
    }

    /** Filled in later, since a union may contain itself. */
    void records(List<RecordType> all) {
        records = List.copyOf(all);
    }

    /** The sealed interface. */
    public Class<?> type() {
        return type;
    }

    /** Its simple name. */
    public String name() {
        return type.getSimpleName();
    }

    /** The records that it may be, in the order declared, those of nested sealed interfaces in their place. */
    public List<RecordType> records() {
        return records;
    }

    /** The place in {@link #records()} of the record that a value is. */
    public int indexOf(Object value) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).type() == value.getClass()) {
                return i;
            }
        }
        throw new IllegalArgumentException(value.getClass().getName() + " (expected: " + expected() + ")");
    }

    /** The place in {@link #records()} of the record with a simple name, or -1. */
    public int indexOf(@Nullable String name) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The names that it may have, for messages. */
    public String expected() {
        return "one of " + records;
    }

    @Override
    public String toString() {
        return name();
    }
}
