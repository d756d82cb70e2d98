package io.quintet.codec.avro;

import java.io.IOException;

/** Writes the values of one type, as the type's own schema has them. */
interface Writer {
    /** The value is never null. */
    void write(Output out, Object value) throws IOException;
}
