package io.quintet.codec.avro;

import io.quintet.type.DocumentCodec;
import io.quintet.type.Misfit;
import io.quintet.type.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Puts the fingerprint in front, finds the reader for what stands there, and turns what goes wrong into violations. */
final class AvroRecordCodec<T> extends DocumentCodec<T> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte MARK_1 = (byte) 0xc3;
    private static final byte MARK_2 = 0x01;
    private static final int HEADER = 2 + Long.BYTES;

    private final RecordType type;
    private final Schema schema;
    private final KnownSchemas known;
    private final byte[] header = new byte[HEADER];
    private final long own;
    private final RecordWriter writer;
    private final RecordReader reader;

    /** By fingerprint, as many as there are known schemas at most. */
    private final Map<Long, RecordReader> others = new ConcurrentHashMap<>();

    AvroRecordCodec(RecordType type, Schema schema, KnownSchemas known) {
        super("Avro");
        this.type = type;
        this.schema = schema;
        this.known = known;
        this.own = KnownSchemas.fingerprint(schema);
        this.writer = new Writers().record(type);
        this.reader = Readers.of(schema, type);
        header[0] = MARK_1;
        header[1] = MARK_2;
        LONG.set(header, 2, own);
        known.add(schema);
    }

    @Override
    protected byte[] write(T value, Set<String> components) {
        Output out = new Output();
        out.write(header, 0, HEADER);
        try {
            writer.write(out, value, components);
            return out.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes does not fail", e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the reader was made for T and builds just instances of it
    protected T build(Map<String, Object> components) {
        return (T) reader.build(components);
    }

    @Override
    @SuppressWarnings("unchecked") // the reader was made for T and builds just instances of it
    protected T read(byte[] bytes, Map<String, Object> components) {
        if (bytes.length < HEADER || bytes[0] != MARK_1 || bytes[1] != MARK_2) {
            throw new Misfit(
                    "",
                    (bytes.length == 0 ? "an empty document" : "not Avro's single-object encoding")
                            + " (expected: the bytes c3 01, a fingerprint of 8 bytes, and " + type.name()
                            + " in Avro)");
        }
        long fingerprint = (long) LONG.get(bytes, 2);
        RecordReader found = fingerprint == own ? reader : other(fingerprint);
        Input in = new Input(bytes, HEADER);
        Object value = found.read(in, components);
        in.end();
        return (T) value;
    }

    private RecordReader other(long fingerprint) {
        RecordReader found = others.get(fingerprint);
        if (found != null) {
            return found;
        }
        Schema schemaOfWriter = known.find(fingerprint);
        if (schemaOfWriter == null) {
            throw new Misfit(
                    "",
                    "schema " + KnownSchemas.shown(fingerprint) + " is not known here (expected: "
                            + KnownSchemas.shown(own) + ", which is " + type.name()
                            + ", or one that this process was given; mend: put the writer's schema as a file *.avsc"
                            + " into META-INF/quintet/avro on the class path)");
        }
        if (schemaOfWriter.getType() != Schema.Type.RECORD
                || !schemaOfWriter.getName().equals(schema.getName())) {
            throw new Misfit(
                    "",
                    "schema " + KnownSchemas.shown(fingerprint) + ", which is " + schemaOfWriter.getName()
                            + " (expected: one of a record " + schema.getName() + ")");
        }
        return others.computeIfAbsent(fingerprint, key -> Readers.of(schemaOfWriter, type));
    }
}
