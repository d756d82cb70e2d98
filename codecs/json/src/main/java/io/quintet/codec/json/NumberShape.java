package io.quintet.codec.json;

import io.quintet.type.Limits;
import io.quintet.type.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** Numbers, which are refused where their kind cannot hold them. */
record NumberShape(Scalar kind) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
        switch (kind) {
            case BYTE, SHORT, INT, LONG -> out.writeNumber(((Number) value).longValue());
            case FLOAT -> {
                finite((Float) value);
                out.writeNumber((float) (Float) value);
            }
            case DOUBLE -> out.writeNumber(finite((Double) value));
            case DECIMAL -> {
                BigDecimal number = (BigDecimal) value;
                allowed(Limits.allows(number), "a number");
                out.writeNumber(number);
            }
            case BIG_INTEGER -> {
                BigInteger number = (BigInteger) value;
                allowed(Limits.allows(number), "an integer");
                out.writeNumber(number);
            }
            default -> throw new IllegalStateException(kind + " is no number");
        }
    }

    @Override
    public Object read(JsonParser in) {
        return switch (kind) {
            case BYTE -> (byte) readInteger(in);
            case SHORT -> (short) readInteger(in);
            case INT -> (int) readInteger(in);
            case LONG -> readInteger(in);
            case DOUBLE -> readDouble(in);
            case FLOAT -> {
                number(in, true);
                float value = in.getFloatValue();
                yield fitting(in, value, !Float.isInfinite(value));
            }
            case DECIMAL -> {
                number(in, true);
                yield readDecimal(in);
            }
            case BIG_INTEGER -> {
                number(in, false);
                BigInteger value = in.getBigIntegerValue();
                yield fitting(in, value, Limits.allows(value));
            }
            default -> throw new IllegalStateException(kind + " is no number");
        };
    }

    /** A whole number of at most 64 bits, within the range of its kind. */
    long readInteger(JsonParser in) {
        number(in, false);
        try {
            long value = in.getLongValue();
            int bits = switch (kind) {
                case BYTE -> Byte.SIZE;
                case SHORT -> Short.SIZE;
                case INT -> Integer.SIZE;
                default -> Long.SIZE;
            };
            int shift = Long.SIZE - bits;
            if (value << shift >> shift == value) {
                return value;
            }
        } catch (InputCoercionException e) {
            // beyond 64 bits: refused as what is beyond fewer
        }
        throw Misfit.at(in, expected());
    }

    private BigDecimal readDecimal(JsonParser in) {
        try {
            BigDecimal value = in.getDecimalValue();
            if (Limits.allows(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // an exponent beyond 32 bits: refused as one beyond fewer
        }
        throw Misfit.at(in, expected());
    }

    double readDouble(JsonParser in) {
        number(in, true);
        double value = in.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw Misfit.at(in, expected());
        }
        return value;
    }

    private void number(JsonParser in, boolean fraction) {
        JsonToken token = in.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && !(fraction && token == JsonToken.VALUE_NUMBER_FLOAT)) {
            throw Misfit.at(in, expected());
        }
    }

    private Object fitting(JsonParser in, Object value, boolean fits) {
        if (!fits) {
            throw Misfit.at(in, expected());
        }
        return value;
    }

    static double finite(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Misfit("", value + " (expected: a finite number, JSON has no other)");
        }
        return value;
    }

    private static void allowed(boolean allowed, String what) {
        if (!allowed) {
            throw new Misfit("", what + " beyond a limit (expected: at most " + Limits.MAX_DIGITS + " digits)");
        }
    }

    @Override
    public String expected() {
        return kind.expected();
    }
}
