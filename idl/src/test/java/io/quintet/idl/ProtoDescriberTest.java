package io.quintet.idl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.quintet.Contract;
import io.quintet.Id;
import io.quintet.RequestResponse;
import io.quintet.codec.protobuf.LockFile;
import io.quintet.codec.protobuf.LockTool;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.contract.ContractModel;
import io.quintet.idl.protoc.Protoc;
import io.quintet.spi.ContractDescriber;
import io.quintet.spi.DescriptorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is described is what protoc makes of the document. */
class ProtoDescriberTest {
    /** Types that make entries, enums as values, and imports. */
    @Contract("odds")
    public interface Odds {
        @RequestResponse
        All swap(All all);

        record All(
                @Id(5) Map<String, Duration> timesByName,
                @Id(2) Map<Integer, Level> levels,
                @Id(9) List<Map<String, Integer>> nested,
                @Id(1) List<byte[]> blobs,
                @Id(3) Long boxed,
                @Id(4) double plain,
                @Id(6) Boolean flag,
                @Id(7) List<Level> many,
                @Id(8) float aLongNameWith2Digits) {}

        enum Level {
            @Id(1)
            LOW,
            @Id(2)
            HIGH
        }
    }

    private static FileDescriptorProto compiled(Path directory, ContractModel contract, ProtobufNumbers numbers)
            throws IOException, InterruptedException {
        return Protoc.compile(directory, ProtoWriter.write(contract, numbers)).toProto();
    }

    private static void assertSame(Path directory, ContractModel contract, LockFile lock)
            throws IOException, InterruptedException {
        ProtobufNumbers numbers = ProtobufNumbers.of(lock);
        FileDescriptorProto expected = compiled(directory, contract, numbers);
        FileDescriptorProto described = ProtoDescriber.file(contract, numbers);
        assertThat(described.toBuilder().setName(expected.getName()).build()).isEqualTo(expected);
    }

    @Test
    void a_contract_with_something_of_everything(@TempDir Path directory) throws IOException, InterruptedException {
        ContractModel shop = ContractModel.of(Shop.class);
        LockFile former = LockFile.parse(
                "test",
                "reserved " + Shop.class.getName() + "$Offer.oldPrice = 1\n" + "reserved " + Shop.class.getName()
                        + "$Size.HUGE = 7\n");
        assertSame(directory, shop, former.extendedBy(LockTool.records(List.of(shop))));
    }

    @Test
    void types_that_need_more_than_a_name(@TempDir Path directory) throws IOException, InterruptedException {
        assertSame(directory, ContractModel.of(Odds.class), LockFile.empty());
    }

    @Test
    void it_is_found_and_gives_the_file_and_what_it_imports() {
        ContractDescriber describer =
                ServiceLoader.load(ContractDescriber.class).findFirst().orElseThrow();
        List<DescriptorFile> files = describer.describe(ContractModel.of(Odds.class));
        assertThat(files)
                .extracting(DescriptorFile::name)
                .containsExactly("odds.proto", "google/protobuf/duration.proto");
        assertThat(files.getFirst().symbols())
                .containsExactlyInAnyOrder(
                        "odds.Odds",
                        "odds.Odds.Swap",
                        "odds.All",
                        "odds.All.LevelsEntry",
                        "odds.All.TimesByNameEntry",
                        "odds.Level",
                        "odds.MapOfStringToInt32",
                        "odds.MapOfStringToInt32.ValuesEntry");
        assertThat(files.getLast().symbols()).containsExactly("google.protobuf.Duration");
    }
}
