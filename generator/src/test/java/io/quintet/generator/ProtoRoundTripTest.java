package io.quintet.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.quintet.codec.protobuf.LockFile;
import io.quintet.codec.protobuf.ProtobufCodec;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.contract.ContractModel;
import io.quintet.idl.ProtoWriter;
import io.quintet.spi.RecordCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated records against protobuf-java, which knows nothing but the documents. */
class ProtoRoundTripTest {
    private static final int ROUNDS = 2000;

    private static FileDescriptor document;
    private static ClassLoader classes;
    private static Map<String, FileDescriptor> documents;

    @BeforeAll
    static void generate(@TempDir Path directory, @TempDir Path out) throws IOException, InterruptedException {
        Workbench bench = Workbench.shop(directory);
        documents = ProtoCompiler.compile(bench.documents(Map.of()));
        document = documents.get("shop/shop.proto");
        classes = Workbench.compile(out, bench.sources());
    }

    private static RecordCodec<?> codec(String type) throws ClassNotFoundException {
        return new ProtobufCodec().of(classes.loadClass("acme.shop.v1." + type));
    }

    private static <T> byte[] through(RecordCodec<T> codec, byte[] bytes) {
        return codec.encode(codec.decode(bytes));
    }

    @Test
    void what_protobuf_java_writes_is_read_and_written_again_byte_for_byte() throws ClassNotFoundException {
        RecordCodec<?> codec = codec("Order");
        Descriptor type = document.findMessageTypeByName("Order");
        for (int seed = 0; seed < ROUNDS; seed++) {
            DynamicMessage message = new RandomMessages(seed).next(type);
            assertThat(through(codec, message.toByteArray()))
                    .as("seed %s: %s", seed, message)
                    .isEqualTo(message.toByteArray());
        }
    }

    @Test
    void what_the_codec_writes_is_what_protobuf_java_had_said() throws Exception {
        RecordCodec<?> codec = codec("Order");
        Descriptor type = document.findMessageTypeByName("Order");
        for (int seed = ROUNDS; seed < 2 * ROUNDS; seed++) {
            DynamicMessage message = new RandomMessages(seed).next(type);
            DynamicMessage read = DynamicMessage.parseFrom(type, through(codec, message.toByteArray()));
            assertThat(read).as("seed %s", seed).isEqualTo(message);
            assertThat(read.getUnknownFields().asMap()).isEmpty();
        }
    }

    @Test
    void the_document_that_is_written_of_the_contract_has_the_same_messages(@TempDir Path directory) throws Exception {
        ContractModel contract = ContractModel.of(classes.loadClass("acme.shop.v1.ShopService"));
        String text = ProtoWriter.write("acme.shop.v1", List.of(contract), ProtobufNumbers.of(LockFile.empty()));
        Workbench bench = new Workbench(directory).with("written.proto", text);
        FileDescriptor written =
                ProtoCompiler.compile(bench.documents(Map.of())).get("written.proto");
        SortedMap<String, List<String>> expected = ProtoShapes.of(document);
        expected.putAll(ProtoShapes.of(Objects.requireNonNull(documents.get("shop/money.proto"))));
        assertThat(ProtoShapes.of(written)).isEqualTo(expected);
    }
}
