package io.quintet.codec.avro;

import io.quintet.type.RecordType;
import org.apache.avro.Schema;

/** The Avro schemas of records. */
public final class AvroSchemas {
    private AvroSchemas() {}

    /**
     * The schema that a record's values are written with; its text is the document to publish.
     *
     * <p>Every field has a default, so that components may be added and removed. The namespace is the class's package.
     *
     * @throws io.quintet.InvalidContractException when Avro cannot carry the type, with the component and the mend
     */
    public static Schema of(Class<?> type) {
        return new SchemaWriter().record(RecordType.of(type));
    }
}
