package io.quintet.codec.avro;

import io.quintet.type.Limits;
import io.quintet.type.Scalar;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The one table of how Avro carries each kind of single value. */
final class Scalars {
    /** What base64 makes of as many bytes stays within {@link Limits#MAX_TEXT}, so that every format takes them. */
    static final int MAX_BYTES = Limits.MAX_TEXT / 4 * 3;

    private Scalars() {}

    /** What a kind may be on the wire: one schema, but for instants. */
    static List<Schema> branches(Scalar kind) {
        return kind == Scalar.INSTANT ? List.of(nanos(), schema(kind)) : List.of(schema(kind));
    }

    private static Schema nanos() {
        return LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
    }

    /** A new schema of a kind; whatever has no kind of its own in Avro, or none that holds all of it, is text. */
    private static Schema schema(Scalar kind) {
        Schema schema = Schema.create(type(kind));
        return switch (kind) {
            case LOCAL_DATE -> LogicalTypes.date().addToSchema(schema);
            case UUID -> LogicalTypes.uuid().addToSchema(schema);
            default -> schema;
        };
    }

    private static Schema.Type type(Scalar kind) {
        return switch (kind) {
            case BOOLEAN -> Schema.Type.BOOLEAN;
            case BYTE, SHORT, INT, LOCAL_DATE -> Schema.Type.INT;
            case LONG -> Schema.Type.LONG;
            case FLOAT -> Schema.Type.FLOAT;
            case DOUBLE -> Schema.Type.DOUBLE;
            case BYTES -> Schema.Type.BYTES;
            default -> Schema.Type.STRING;
        };
    }

    /** What a primitive that is missing reads as. */
    static Object zero(Scalar kind) {
        return switch (kind) {
            case BOOLEAN -> false;
            case LONG -> 0L;
            case FLOAT, DOUBLE -> 0d;
            default -> 0;
        };
    }
}
