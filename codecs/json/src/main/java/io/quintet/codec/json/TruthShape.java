package io.quintet.codec.json;

import io.quintet.type.Scalar;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** True or false. */
record TruthShape() implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
        out.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(JsonParser in) {
        return readBoolean(in);
    }

    boolean readBoolean(JsonParser in) {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Misfit.at(in, expected());
        };
    }

    @Override
    public String expected() {
        return Scalar.BOOLEAN.expected();
    }
}
