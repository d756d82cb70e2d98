package io.quintet.codec.avro;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import io.quintet.type.Scalar;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;

/** Writes single values, as {@link Scalars} says. */
record ScalarWriter(Scalar kind) implements Writer {
    @Override
    public void write(Output out, Object value) throws IOException {
        switch (kind) {
            case TEXT -> out.text((String) value);
            case BOOLEAN -> out.encoder().writeBoolean((Boolean) value);
            case BYTE, SHORT, INT -> out.encoder().writeInt(((Number) value).intValue());
            case LONG -> out.encoder().writeLong((Long) value);
            case FLOAT -> out.encoder().writeFloat((Float) value);
            case DOUBLE -> out.encoder().writeDouble((Double) value);
            case LOCAL_DATE -> out.encoder().writeInt(TimeUnits.days((LocalDate) value));
            case BYTES -> {
                byte[] bytes = (byte[]) value;
                if (bytes.length > Scalars.MAX_BYTES) {
                    throw Misfit.beyond("", bytes.length, Scalars.MAX_BYTES, "bytes");
                }
                out.encoder().writeBytes(bytes);
            }
            case DECIMAL -> out.text(kind.print(Limits.number((BigDecimal) value)));
            case BIG_INTEGER -> out.text(kind.print(Limits.number((BigInteger) value)));
            default -> out.text(kind.print(value));
        }
    }
}
