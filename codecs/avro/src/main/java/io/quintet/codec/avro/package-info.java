/**
 * Records as Apache Avro. Start at {@link io.quintet.codec.avro.AvroCodec}; {@link io.quintet.codec.avro.AvroSchemas} writes the
 * schemas. Inside, a {@code Writer} per type puts its values on the wire, and a {@code Reader} per pair of a writer's and a reader's
 * schema takes them off again: one way of reading, whether the two schemas are the same or not.
 */
@NullMarked
package io.quintet.codec.avro;

import org.jspecify.annotations.NullMarked;
