package io.quintet.codec.avro;

import io.quintet.type.Misfit;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Instants as a number of units since 1970, and dates as days since then. */
enum TimeUnits {
    MILLIS(1_000),
    MICROS(1_000_000),
    NANOS(1_000_000_000);

    private static final Instant FIRST = NANOS.instant(Long.MIN_VALUE);
    private static final Instant LAST = NANOS.instant(Long.MAX_VALUE);

    private final long perSecond;

    TimeUnits(long perSecond) {
        this.perSecond = perSecond;
    }

    /** The unit of a writer's numbers, or null where its schema does not say that they are times. */
    static @Nullable TimeUnits of(Schema writer) {
        LogicalType type = writer.getLogicalType();
        if (type instanceof LogicalTypes.TimestampNanos) {
            return NANOS;
        }
        if (type instanceof LogicalTypes.TimestampMicros) {
            return MICROS;
        }
        return type instanceof LogicalTypes.TimestampMillis ? MILLIS : null;
    }

    Instant instant(long number) {
        return Instant.ofEpochSecond(
                Math.floorDiv(number, perSecond), Math.floorMod(number, perSecond) * (NANOS.perSecond / perSecond));
    }

    /** Whether 64 bits of nanoseconds hold a time: from 1677 to 2262. */
    static boolean fitsNanos(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    static long nanos(Instant time) {
        long seconds = time.getEpochSecond();
        // the first second is there in part only, so count from its end
        return seconds < 0
                ? (seconds + 1) * NANOS.perSecond + (time.getNano() - NANOS.perSecond)
                : seconds * NANOS.perSecond + time.getNano();
    }

    static int days(LocalDate date) {
        long days = date.toEpochDay();
        if ((int) days != days) {
            throw new Misfit(
                    "",
                    date + " (expected: from " + LocalDate.ofEpochDay(Integer.MIN_VALUE) + " to "
                            + LocalDate.ofEpochDay(Integer.MAX_VALUE) + ", what 32 bits of days hold)");
        }
        return (int) days;
    }
}
