package io.quintet.codec.avro;

import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import io.quintet.type.RecordType;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Records as Apache Avro 1.12 in its single-object encoding: two bytes that mark it, the fingerprint of the schema that it was written
 * with, and Avro's binary encoding.
 *
 * <p>What was written with another schema than the record's own is resolved by Avro's rules: fields that are not known are passed over,
 * those that are missing have their default, see {@link io.quintet.type.RecordDraft}. The other schema must be known to this process: as
 * that of another record, as a file {@code *.avsc} in {@code META-INF/quintet/avro} of the class path, or as one of a folder or list
 * given here. {@link AvroSchemas} writes them. What was written with an unknown one is refused.
 */
public final class AvroCodec implements Codec {
    private final KnownSchemas known = new KnownSchemas();

    /** Kept by the class itself, so that it goes when the class goes. */
    private final ClassValue<AvroRecordCodec<?>> codecs = new ClassValue<>() {
        @Override
        protected AvroRecordCodec<?> computeValue(Class<?> type) {
            return new AvroRecordCodec<>(RecordType.of(type), AvroSchemas.of(type), known);
        }
    };

    /** Knows the schemas of the class path. */
    public AvroCodec() {
        this(List.of());
    }

    /** Knows the schemas of a folder's files {@code *.avsc}, too. */
    public AvroCodec(Path folder) {
        this(SchemaFiles.in(folder));
    }

    /** Knows these schemas, too. */
    public AvroCodec(List<Schema> schemas) {
        SchemaFiles.onClassPath(AvroCodec.class.getClassLoader()).forEach(known::add);
        schemas.forEach(known::add);
    }

    @Override
    public String name() {
        return "avro";
    }

    @Override
    public String mediaType() {
        return "application/avro";
    }

    @Override
    @SuppressWarnings("unchecked") // the codec of a class is made for it
    public <T> RecordCodec<T> of(Class<T> type) {
        return (RecordCodec<T>) codecs.get(type);
    }
}
