package io.quintet.idl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quintet.codec.protobuf.LockFile;
import io.quintet.codec.protobuf.ProtobufCodec;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.codec.testkit.RandomRecords;
import io.quintet.codec.testkit.Samples;
import io.quintet.idl.protoc.Protoc;
import io.quintet.spi.RecordCodec;
import io.quintet.type.RecordType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The codec against protobuf-java, which knows nothing but the document that was written and compiled. */
class CrossCheckTest {
    private static final int ROUNDS = 300;
    private static final List<RecordType> RECORDS =
            Samples.ALL.stream().map(RecordType::of).toList();
    private static final ProtobufNumbers NUMBERS =
            ProtobufNumbers.of(LockFile.empty().extendedBy(RECORDS));

    private static FileDescriptor document;

    @BeforeAll
    static void compile(@TempDir Path directory) throws IOException, InterruptedException {
        document = Protoc.compile(directory, ProtoWriter.write("samples", List.of(), RECORDS, NUMBERS));
    }

    static Stream<Class<? extends Record>> samples() {
        return Samples.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T extends Record> void protobuf_java_reads_what_the_codec_writes(Class<T> type)
            throws InvalidProtocolBufferException {
        RecordCodec<T> codec = new ProtobufCodec(NUMBERS).of(type);
        DynamicMessages messages = new DynamicMessages(document);
        for (int seed = 0; seed < ROUNDS; seed++) {
            T record = new RandomRecords(seed).next(type);
            DynamicMessage expected = messages.of(record);
            DynamicMessage read = DynamicMessage.parseFrom(expected.getDescriptorForType(), codec.encode(record));
            assertThat(read).as("seed %s: %s", seed, record).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T extends Record> void the_codec_reads_what_protobuf_java_writes(Class<T> type) {
        RecordCodec<T> codec = new ProtobufCodec(NUMBERS).of(type);
        DynamicMessages messages = new DynamicMessages(document);
        for (int seed = 0; seed < ROUNDS; seed++) {
            T record = new RandomRecords(seed).next(type);
            T read = codec.decode(messages.of(record).toByteArray());
            assertThat(RandomRecords.same(read, record))
                    .as("seed %s: %s was read as %s", seed, record, read)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T extends Record> void both_write_the_same_bytes(Class<T> type) {
        RecordCodec<T> codec = new ProtobufCodec(NUMBERS).of(type);
        DynamicMessages messages = new DynamicMessages(document);
        for (int seed = 0; seed < ROUNDS; seed++) {
            T record = new RandomRecords(seed).next(type);
            assertThat(codec.encode(record))
                    .as("seed %s: %s", seed, record)
                    .isEqualTo(messages.of(record).toByteArray());
        }
    }
}
