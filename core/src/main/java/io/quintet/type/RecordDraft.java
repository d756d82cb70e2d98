package io.quintet.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The components of one record on their way to be built; for one thread and one record.
 *
 * <p>What is not set has its default, here and nowhere else: primitives 0 or false, lists, sets and maps empty, an Optional empty, all
 * else null. Whether the record takes that, its constructor decides.
 */
public final class RecordDraft {
    private final RecordType type;
    private final @Nullable Object[] objects;
    private final long[] bits;
    private final long[] marked;

    RecordDraft(RecordType type) {
        int size = type.components().size();
        this.type = type;
        this.objects = new @Nullable Object[size];
        this.bits = new long[type.hasPrimitives() ? size : 0];
        this.marked = new long[(size + 63) >>> 6];
    }

    /** Notes that a component was found in the input; false when it was noted before. */
    public boolean mark(int index) {
        long bit = 1L << index;
        if ((marked[index >>> 6] & bit) != 0) {
            return false;
        }
        marked[index >>> 6] |= bit;
        return true;
    }

    /** What has been set for a component that is not primitive, or null; for formats that append to a list bit by bit. */
    public @Nullable Object get(int index) {
        return objects[index];
    }

    /** Sets any component; a null is as if it were not set. */
    public void set(int index, @Nullable Object value) {
        Component component = type.components().get(index);
        if (!component.primitive()) {
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
        List<Component> components = type.components();
        for (int i = 0; i < objects.length; i++) {
            if (objects[i] == null) {
                objects[i] = components.get(i).absent();
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
