package io.quintet.codec.avro;

import io.quintet.type.Scalar;
import java.io.IOException;
import java.time.Instant;

/** Writes instants as nanoseconds since 1970 where these fit into 64 bits, otherwise as text: nobody's end of time is refused or cut. */
record InstantWriter(int first) implements Writer {
    @Override
    public void write(Output out, Object value) throws IOException {
        Instant time = (Instant) value;
        if (TimeUnits.fitsNanos(time)) {
            out.encoder().writeIndex(first);
            out.encoder().writeLong(TimeUnits.nanos(time));
        } else {
            out.encoder().writeIndex(first + 1);
            out.text(Scalar.INSTANT.print(time));
        }
    }
}
