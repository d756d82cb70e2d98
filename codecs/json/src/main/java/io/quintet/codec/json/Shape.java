package io.quintet.codec.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** Writes and reads the values of one Java type. Safe for use by many threads. */
interface Shape {
    /** Writes a value, never null. */
    void write(JsonGenerator out, Object value);

    /** Reads the value that the parser stands on, never a JSON null; leaves the parser on its last token. */
    Object read(JsonParser in);

    /** What the JSON must look like, for messages. */
    String expected();
}
