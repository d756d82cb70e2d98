package io.quintet.codec.avro;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import io.quintet.type.Scalar;
import java.time.LocalDate;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values, also those that Avro promotes: int to long, float and double, long to float and double, float to double, string
 * and bytes to each other.
 *
 * @param wire what the writer has written
 * @param unit what the writer counts times in, if that is what it has written
 */
record ScalarReader(Scalar kind, Schema.Type wire, @Nullable TimeUnits unit) implements Reader {
    ScalarReader(Scalar kind, Schema writer) {
        this(kind, writer.getType(), TimeUnits.of(writer));
    }

    @Override
    public Object read(Input in) {
        return switch (kind) {
            case TEXT -> in.text(Limits.MAX_TEXT);
            case BOOLEAN -> in.truth();
            case BYTE -> (byte) integer(in);
            case SHORT -> (short) integer(in);
            case INT -> (int) integer(in);
            case LONG -> integer(in);
            case FLOAT -> (float) real(in);
            case DOUBLE -> real(in);
            case BYTES -> in.bytes();
            case LOCAL_DATE -> LocalDate.ofEpochDay(integer(in));
            case INSTANT -> wire == Schema.Type.LONG ? instant(in) : parsed(in);
            default -> parsed(in);
        };
    }

    /** A whole number within the range of its kind. */
    long integer(Input in) {
        long value = in.integer();
        int bits = switch (kind) {
            case BYTE -> Byte.SIZE;
            case SHORT -> Short.SIZE;
            case INT, LOCAL_DATE -> Integer.SIZE;
            default -> Long.SIZE;
        };
        int shift = Long.SIZE - bits;
        if (value << shift >> shift == value) {
            return value;
        }
        throw new Misfit("", value + " (expected: an integer of " + bits + " bits)");
    }

    /** A float or double. */
    double real(Input in) {
        return switch (wire) {
            case INT, LONG -> in.integer();
            case FLOAT -> in.float32();
            default -> in.float64();
        };
    }

    private Object instant(Input in) {
        long number = in.integer();
        if (unit == null) {
            throw new Misfit("", number + " of an unknown unit (expected: timestamp-nanos, -micros or -millis)");
        }
        return unit.instant(number);
    }

    private Object parsed(Input in) {
        String text = in.text(Limits.MAX_TEXT);
        Object value = kind.parse(text);
        if (value == null) {
            throw new Misfit("", Misfit.quoted(text) + " (expected: " + kind.expected() + ")");
        }
        return value;
    }
}
