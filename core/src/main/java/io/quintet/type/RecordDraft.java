package io.quintet.type;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The components of one record on their way to be built; for one thread and one record.
 *
 * <p>What is not set has its default, here and nowhere else: primitives 0 or false, lists, sets and maps empty, an Optional empty, all
 * else null. Whether the record takes that, its constructor decides.
 */
public final class RecordDraft {
    private static final long[] NONE = new long[0];

    private final RecordType type;
    private final @Nullable Object[] objects;
    private final long[] bits;
    private final long[] manyMarked;
    private long marked;

    RecordDraft(RecordType type) {
        int size = type.size();
        this.type = type;
        this.objects = new @Nullable Object[size];
        this.bits = type.hasPrimitives() ? new long[size] : NONE;
        this.manyMarked = size > Long.SIZE ? new long[(size + Long.SIZE - 1) / Long.SIZE] : NONE;
    }

    /** Notes that a component was found in the input; false when it was noted before. */
    public boolean mark(int index) {
        long bit = 1L << index;
        boolean first;
        if (manyMarked.length == 0) {
            first = (marked & bit) == 0;
            marked |= bit;
        } else {
            first = (manyMarked[index >>> 6] & bit) == 0;
            manyMarked[index >>> 6] |= bit;
        }
        return first;
    }

    /** What has been set for a component that is not primitive, or null; for formats that append to a list bit by bit. */
    public @Nullable Object get(int index) {
        return objects[index];
    }

    /** Sets any component; a null is as if it were not set. */
    public void set(int index, @Nullable Object value) {
        if (!type.at(index).primitive()) {
            objects[index] = value;
            return;
        }
        switch (value) {
            case null -> bits[index] = 0;
            case Boolean truth -> setBoolean(index, truth);
            case Float number -> setDouble(index, number);
            case Double number -> setDouble(index, number);
            default -> setLong(index, ((Number) value).longValue());
        }
    }

    /** Sets components by name, such as those that travelled elsewhere; other names are passed over. */
    public void setAll(Map<String, Object> values) {
        if (!values.isEmpty()) {
            for (Component component : type.components()) {
                Object value = values.get(component.name());
                if (value != null) {
                    set(component.index(), value);
                }
            }
        }
    }

    /** Sets a boolean. */
    public void setBoolean(int index, boolean value) {
        bits[index] = value ? 1 : 0;
    }

    /** Sets a byte, short, int or long. */
    public void setLong(int index, long value) {
        bits[index] = value;
    }

    /** Sets a float or double. */
    public void setDouble(int index, double value) {
        bits[index] = Double.doubleToRawLongBits(value);
    }

    /**
     * The record.
     *
     * @throws RecordRefused when its constructor throws
     */
    public Object build() {
        for (Component component : type.defaulted()) {
            if (objects[component.index()] == null) {
                objects[component.index()] = component.absent();
            }
        }
        try {
            return type.constructor().build(objects, bits);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new RecordRefused(e);
        }
    }
}
