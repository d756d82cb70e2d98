package io.quintet.codec.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.codec.testkit.RandomRecords;
import io.quintet.codec.testkit.Samples;
import io.quintet.spi.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BlockingBinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Avro's own reading and writing of generic records, both ways. */
@Timeout(120)
class AvroPeerTest {
    private static final int ROUNDS = 200;
    private static final int HEADER = 10;

    private final AvroCodec codec = new AvroCodec();

    static Stream<Class<? extends Record>> samples() {
        return Samples.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T extends Record> void avro_reads_what_the_codec_writes(Class<T> type) throws IOException {
        Schema schema = published(type);
        BinaryMessageDecoder<GenericRecord> messages = new BinaryMessageDecoder<>(GenericData.get(), schema);
        for (int seed = 0; seed < ROUNDS; seed++) {
            T record = new RandomRecords(seed).next(type);
            byte[] written = codec.of(type).encode(record);
            GenericRecord expected = GenericRecords.of(record, schema);
            assertThat(messages.decode(written)).as("seed %s", seed).isEqualTo(expected);
            byte[] body = Arrays.copyOfRange(written, HEADER, written.length);
            assertThat(new GenericDatumReader<GenericRecord>(schema)
                            .read(null, DecoderFactory.get().binaryDecoder(body, null)))
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T extends Record> void the_codec_reads_what_avro_writes(Class<T> type) throws IOException {
        Schema schema = published(type);
        BinaryMessageEncoder<GenericRecord> messages = new BinaryMessageEncoder<>(GenericData.get(), schema);
        RecordCodec<T> records = codec.of(type);
        for (int seed = 0; seed < ROUNDS; seed++) {
            T record = new RandomRecords(seed).next(type);
            GenericRecord generic = GenericRecords.of(record, schema);
            byte[] single = messages.encode(generic).array();
            same(records.decode(single), record, seed);
            same(records.decode(inBlocks(Arrays.copyOf(single, HEADER), generic, schema)), record, seed);
        }
    }

    /** With collections in several blocks, each with its size in front. */
    private static byte[] inBlocks(byte[] header, GenericRecord generic, Schema schema) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header);
        Encoder encoder = new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
        assertThat(encoder).isInstanceOf(BlockingBinaryEncoder.class);
        new GenericDatumWriter<GenericRecord>(schema).write(generic, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    /** As a peer would have it: from the document. */
    private static Schema published(Class<?> type) {
        return new Schema.Parser().parse(AvroSchemas.of(type).toString());
    }

    private static void same(Object read, Object expected, int seed) {
        assertThat(RandomRecords.same(read, expected))
                .as("seed %s: %s was read as %s", seed, expected, read)
                .isTrue();
    }
}
