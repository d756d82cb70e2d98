package io.quintet.codec.json;

import io.quintet.type.Limits;
import io.quintet.type.TextType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What JSON carries as text: text itself, enum constants, times, ids, bytes in base64 with padding (RFC 4648 section 4). */
record TextShape(TextType type) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
        String text = type.print(value);
        if (text.length() > Limits.MAX_TEXT) {
            throw Misfit.beyond("", text.length(), Limits.MAX_TEXT, "characters");
        }
        out.writeString(text);
    }

    @Override
    public Object read(JsonParser in) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw Misfit.at(in, expected());
        }
        return parse(in, in.getString());
    }

    /** The value of a text, which may be a field's name. */
    Object parse(JsonParser in, String text) {
        Object value = type.parse(text);
        if (value == null) {
            throw Misfit.text(in, text, expected());
        }
        return value;
    }

    @Override
    public String expected() {
        return type.expected();
    }
}
