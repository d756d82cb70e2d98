package io.quintet.codec.avro;

import org.jspecify.annotations.Nullable;

/** Reads what a writer's schema has put on the wire as a value of one type of the reader's. */
interface Reader {
    /** Null just for the null of a union. */
    @Nullable
    Object read(Input in);
}
