package io.quintet.codec.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** The shapes of text, truth values and numbers. */
final class Scalars {
    private interface Write {
        void to(JsonGenerator out, Object value);
    }

    private interface Read {
        Object from(JsonParser in);
    }

    private record Scalar(String expected, boolean fraction, Write write, Read read) implements Shape {
        @Override
        public void write(JsonGenerator out, Object value) {
            write.to(out, value);
        }

        @Override
        public Object read(JsonParser in) {
            JsonToken token = in.currentToken();
            if (token != JsonToken.VALUE_NUMBER_INT && !(fraction && token == JsonToken.VALUE_NUMBER_FLOAT)) {
                throw Misfit.at(in, expected);
            }
            try {
                return read.from(in);
            } catch (InputCoercionException | OutOfRange e) {
                throw Misfit.at(in, expected);
            }
        }
    }

    private static final class OutOfRange extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfRange() {
            super(null, null, false, false);
        }
    }

    private static final Shape TEXT = new Shape() {
        @Override
        public void write(JsonGenerator out, Object value) {
            out.writeString((String) value);
        }

        @Override
        public Object read(JsonParser in) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw Misfit.at(in, expected());
            }
            return in.getString();
        }

        @Override
        public String expected() {
            return "text";
        }
    };

    private static final Shape TRUTH = new Shape() {
        @Override
        public void write(JsonGenerator out, Object value) {
            out.writeBoolean((Boolean) value);
        }

        @Override
        public Object read(JsonParser in) {
            return switch (in.currentToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> throw Misfit.at(in, expected());
            };
        }

        @Override
        public String expected() {
            return "true or false";
        }
    };

    private static final Shape INT = new Scalar(
            "an integer of 32 bits", false, (out, v) -> out.writeNumber((Integer) v), JsonParser::getIntValue);
    private static final Shape LONG =
            new Scalar("an integer of 64 bits", false, (out, v) -> out.writeNumber((Long) v), JsonParser::getLongValue);
    private static final Shape SHORT = new Scalar(
            "an integer of 16 bits", false, (out, v) -> out.writeNumber((Short) v), JsonParser::getShortValue);
    private static final Shape BYTE = new Scalar(
            "an integer of 8 bits", false, (out, v) -> out.writeNumber((Byte) v), in -> signed(in.getIntValue()));
    private static final Shape DOUBLE = new Scalar(
            "a number", true, (out, v) -> out.writeNumber(finite((Double) v)), in -> readFinite(in.getDoubleValue()));
    private static final Shape FLOAT =
            new Scalar("a number of 32 bits", true, (out, v) -> out.writeNumber((float) finite((Float) v)), in ->
                    (float) readFinite(in.getFloatValue()));
    private static final Shape DECIMAL =
            new Scalar("a number", true, (out, v) -> out.writeNumber((BigDecimal) v), JsonParser::getDecimalValue);
    private static final Shape INTEGER = new Scalar(
            "an integer", false, (out, v) -> out.writeNumber((BigInteger) v), JsonParser::getBigIntegerValue);

    static final Map<Class<?>, Shape> ALL = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(boolean.class, TRUTH),
            Map.entry(Boolean.class, TRUTH),
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(short.class, SHORT),
            Map.entry(Short.class, SHORT),
            Map.entry(byte.class, BYTE),
            Map.entry(Byte.class, BYTE),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(float.class, FLOAT),
            Map.entry(Float.class, FLOAT),
            Map.entry(BigDecimal.class, DECIMAL),
            Map.entry(BigInteger.class, INTEGER));

    private Scalars() {}

    private static Byte signed(int value) {
        if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
            throw new OutOfRange();
        }
        return (byte) value;
    }

    private static double readFinite(double value) {
        if (Double.isInfinite(value)) {
            throw new OutOfRange();
        }
        return value;
    }

    private static double finite(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new Misfit("", value + " (expected: a finite number, JSON has no other)");
        }
        return value;
    }
}
