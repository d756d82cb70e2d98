package io.quintet.codec.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/**
 * One component of a record.
 *
 * @param name its name
 * @param encodedName the same, escaped and in UTF-8 once for all
 * @param primitive whether it cannot be null
 * @param shape the shape of its values
 */
record Component(String name, SerializedString encodedName, boolean primitive, Shape shape) {
    static Component of(String name, boolean primitive, Shape shape) {
        return new Component(name, new SerializedString(name), primitive, shape);
    }

    /** Writes the value; a misfit deeper down gets this component put in front of its pointer. */
    void write(JsonGenerator out, Object value) {
        try {
            shape.write(out, value);
        } catch (Misfit e) {
            throw new Misfit(Misfit.part(name) + e.pointer(), String.valueOf(e.getMessage()));
        }
    }
}
