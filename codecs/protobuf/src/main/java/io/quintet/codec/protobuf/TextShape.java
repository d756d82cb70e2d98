package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import io.quintet.type.Scalar;
import io.quintet.type.TextType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Texts, and what is text in a form of its own. */
final class TextShape extends Shape {
    private final TextType type;

    TextShape(TextType type) {
        this.type = type;
    }

    @Override
    String protoType() {
        return "string";
    }

    @Override
    int wireType() {
        return WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    int size(Object value, Plan plan) {
        byte[] utf8 = Utf8.encode(Limits.text(type == Scalar.TEXT ? (String) value : printed(value)));
        plan.note(utf8);
        return CodedOutputStream.computeByteArraySizeNoTag(utf8);
    }

    private String printed(Object value) {
        return type.print(
                switch (value) {
                    case BigDecimal number -> Limits.number(number);
                    case BigInteger number -> Limits.number(number);
                    default -> value;
                });
    }

    @Override
    void write(CodedOutputStream out, Object value, Plan plan) throws IOException {
        out.writeByteArrayNoTag(plan.nextText());
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
        return parsed(Utf8.decode(in.readByteArray()));
    }

    private Object parsed(String text) {
        if (type == Scalar.TEXT) {
            return Limits.text(text);
        }
        @Nullable Object value = type.parse(text);
        if (value == null) {
            throw new Misfit("", Misfit.quoted(text) + " (expected: " + type.expected() + ")");
        }
        return value;
    }

    @Override
    boolean isDefault(Object value) {
        return value instanceof String text && text.isEmpty();
    }

    @Override
    Object absent() {
        return parsed("");
    }
}
