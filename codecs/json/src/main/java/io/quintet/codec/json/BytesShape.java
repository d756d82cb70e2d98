package io.quintet.codec.json;

import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Bytes as base64 with padding (RFC 4648 section 4). */
final class BytesShape implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
        out.writeString(Base64.getEncoder().encodeToString((byte[]) value));
    }

    @Override
    public Object read(JsonParser in) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw Misfit.at(in, expected());
        }
        try {
            return Base64.getDecoder().decode(in.getString());
        } catch (IllegalArgumentException e) {
            throw Misfit.at(in, expected());
        }
    }

    @Override
    public String expected() {
        return "bytes in base64";
    }
}
