package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Misfit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Instants and durations as the well-known messages of seconds and nanoseconds, within the bounds that those have. */
final class TimeShape extends Shape {
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final long LONGEST = 315_576_000_000L;
    private static final int NANOS = 1_000_000_000;
    private static final int SECONDS_TAG = 1 << Field.TAG_TYPE_BITS;
    private static final int NANOS_TAG = 2 << Field.TAG_TYPE_BITS;

    private final boolean duration;

    TimeShape(boolean duration) {
        this.duration = duration;
    }

    @Override
    String protoType() {
        return duration ? "google.protobuf.Duration" : "google.protobuf.Timestamp";
    }

    @Override
    int wireType() {
        return WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    boolean once() {
        return true;
    }

    @Override
    int size(Object value, Plan plan) {
        long seconds = seconds(value);
        int nanos = nanos(value);
        if (!within(seconds, nanos)) {
            throw outside(value.toString());
        }
        return 1 + contentSize(seconds, nanos);
    }

    private static int contentSize(long seconds, int nanos) {
        return (seconds == 0 ? 0 : 1 + CodedOutputStream.computeInt64SizeNoTag(seconds))
                + (nanos == 0 ? 0 : 1 + CodedOutputStream.computeInt32SizeNoTag(nanos));
    }

    @Override
    void write(CodedOutputStream out, Object value, Plan plan) throws IOException {
        long seconds = seconds(value);
        int nanos = nanos(value);
        out.writeUInt32NoTag(contentSize(seconds, nanos));
        if (seconds != 0) {
            out.writeUInt32NoTag(SECONDS_TAG);
            out.writeInt64NoTag(seconds);
        }
        if (nanos != 0) {
            out.writeUInt32NoTag(NANOS_TAG);
            out.writeInt32NoTag(nanos);
        }
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
        long seconds = 0;
        int nanos = 0;
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case SECONDS_TAG -> seconds = in.readInt64();
                case NANOS_TAG -> nanos = in.readInt32();
                default -> {
                    if (tag >>> Field.TAG_TYPE_BITS <= 2) {
                        throw MessageShape.framedOtherwise(tag, WireFormat.WIRETYPE_VARINT);
                    }
                    MessageShape.skip(in, tag);
                }
            }
        }
        in.popLimit(outer);
        if (!within(seconds, nanos)) {
            throw outside(seconds + " s and " + nanos + " ns");
        }
        return duration ? Duration.ofSeconds(seconds, nanos) : Instant.ofEpochSecond(seconds, nanos);
    }

    private boolean within(long seconds, int nanos) {
        if (!duration) {
            return seconds >= FIRST_SECOND && seconds <= LAST_SECOND && nanos >= 0 && nanos < NANOS;
        }
        boolean oneSign = (seconds >= 0 && nanos >= 0) || (seconds <= 0 && nanos <= 0);
        return oneSign && seconds >= -LONGEST && seconds <= LONGEST && nanos > -NANOS && nanos < NANOS;
    }

    private Misfit outside(String value) {
        return new Misfit(
                "",
                value
                        + (duration
                                ? " (expected: a duration within 10000 years, of one sign)"
                                : " (expected: a time in the years 1 to 9999)"));
    }

    private long seconds(Object value) {
        if (!duration) {
            return ((Instant) value).getEpochSecond();
        }
        Duration whole = (Duration) value;
        return whole.getSeconds() < 0 && whole.getNano() > 0 ? whole.getSeconds() + 1 : whole.getSeconds();
    }

    /** Of a duration with the sign of its seconds; Java has them always above zero. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are a field of their own
    private int nanos(Object value) {
        if (!duration) {
            return ((Instant) value).getNano();
        }
        Duration whole = (Duration) value;
        return whole.getSeconds() < 0 && whole.getNano() > 0 ? whole.getNano() - NANOS : whole.getNano();
    }

    @Override
    Object absent() {
        return duration ? Duration.ZERO : Instant.EPOCH;
    }
}
