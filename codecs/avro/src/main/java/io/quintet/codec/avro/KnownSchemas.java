package io.quintet.codec.avro;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/** The schemas that documents may be written with, by fingerprint: those of this process's records, and those it was given. */
final class KnownSchemas {
    private final Map<Long, Schema> schemas = new ConcurrentHashMap<>();

    /** CRC-64-AVRO of a schema's canonical form. */
    static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /** A fingerprint as text, for messages: 16 hexadecimal digits, the number's and not the wire's order of bytes. */
    static String shown(long fingerprint) {
        return String.format(Locale.ROOT, "%016x", fingerprint);
    }

    void add(Schema schema) {
        schemas.put(fingerprint(schema), schema);
    }

    @Nullable
    Schema find(long fingerprint) {
        return schemas.get(fingerprint);
    }
}
