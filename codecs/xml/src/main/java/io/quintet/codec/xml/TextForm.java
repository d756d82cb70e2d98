package io.quintet.codec.xml;

import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import io.quintet.type.Scalar;
import io.quintet.type.TextType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Single values as text content; blanks around all but text itself do not count. */
record TextForm(TextType type) implements Form {
    @Override
    public void write(XmlOutput out, Object value) {
        out.text(print(value));
    }

    String print(Object value) {
        return switch (value) {
            case BigDecimal number -> type.print(Limits.number(number));
            case BigInteger number -> type.print(Limits.number(number));
            default -> Limits.text(type.print(value));
        };
    }

    @Override
    public Object read(XmlInput in) {
        return parse(in.text(type.expected()));
    }

    Object parse(String text) {
        Object value = type.parse(type == Scalar.TEXT ? text : text.strip());
        if (value == null) {
            throw new Misfit("", Misfit.quoted(text) + " (expected: " + type.expected() + ")");
        }
        return value;
    }
}
