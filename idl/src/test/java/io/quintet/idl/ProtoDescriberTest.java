package io.quintet.idl;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import io.quintet.Contract;
import io.quintet.Id;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import io.quintet.Rpc;
import io.quintet.codec.protobuf.LockFile;
import io.quintet.codec.protobuf.LockTool;
import io.quintet.codec.protobuf.ProtoField;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.codec.protobuf.wellknown.Any;
import io.quintet.codec.protobuf.wellknown.FieldMask;
import io.quintet.codec.protobuf.wellknown.NullValue;
import io.quintet.codec.protobuf.wellknown.Struct;
import io.quintet.contract.ContractModel;
import io.quintet.idl.protoc.Protoc;
import io.quintet.spi.ContractDescriber;
import io.quintet.spi.DescriptorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A document need not have a package. */
    @Contract("bare")
    @Rpc("Bare")
    public interface Bare {
        @RequestResponse
        Text swap(Text text);

        record Text(@Id(1) String text) {}
    }

    /** As the generator makes it of a document of others. */
    @Contract("generated")
    @Rpc("acme.odd.v1.OddService")
    public interface Generated {
        @Rpc("do_it")
        @RequestResponse
        Everything doIt(Struct struct);

        @Rpc("Forget")
        @Notification
        void forget(Everything everything);

        record Everything(
                @Id(20) @ProtoField(kind = ProtoField.Kind.UINT32)
                int unsigned,

                @Id(21) @ProtoField(kind = ProtoField.Kind.SINT64)
                Optional<Long> zigzag,

                @Id(22) @ProtoField(kind = ProtoField.Kind.SFIXED32)
                List<Integer> fixed,

                @Id(23) @ProtoField(key = ProtoField.Kind.FIXED64, kind = ProtoField.Kind.SINT32)
                Map<Long, Integer> map,

                @Id(24) @ProtoField(wrapped = true) Optional<String> wrapped,

                @Id(25) @ProtoField(implicit = true, name = "TheText")
                String text,

                @Id(26) Any any,
                @Id(27) FieldMask mask,
                @Id(28) NullValue nothing,
                @ProtoField(oneof = true) Optional<Paid> paid,
                @ProtoField(oneof = true, name = "to_whom") Optional<To> to) {}

        sealed interface Paid {
            @Id(3)
            record Card(
                    @ProtoField(kind = ProtoField.Kind.FIXED32)
                    int value) implements Paid {}

            @Id(30)
            record Voucher(@ProtoField(name = "voucher_id") String value) implements Paid {}
        }

        sealed interface To {
            @Id(1)
            record Person(Struct value) implements To {}

            @Id(29)
            record Place(Duration value) implements To {}
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
    void a_contract_that_cannot_be_called(@TempDir Path directory) throws IOException, InterruptedException {
        ContractModel news = ContractModel.of(ProtoWriterTest.News.class);
        assertSame(directory, news, LockFile.empty().extendedBy(LockTool.records(List.of(news))));
    }

    @Test
    void types_that_need_more_than_a_name(@TempDir Path directory) throws IOException, InterruptedException {
        assertSame(directory, ContractModel.of(Odds.class), LockFile.empty());
    }

    @Test
    void a_contract_that_was_generated_of_a_document(@TempDir Path directory) throws IOException, InterruptedException {
        ContractModel generated = ContractModel.of(Generated.class);
        assertSame(directory, generated, LockFile.empty());
        FileDescriptorProto file = ProtoDescriber.file(generated, ProtobufNumbers.of(LockFile.empty()));
        assertThat(file.getDependencyList())
                .containsExactly(
                        "google/protobuf/any.proto",
                        "google/protobuf/duration.proto",
                        "google/protobuf/empty.proto",
                        "google/protobuf/field_mask.proto",
                        "google/protobuf/struct.proto",
                        "google/protobuf/wrappers.proto");
        assertThat(file.getMessageType(0).getOneofDeclList())
                .extracting(OneofDescriptorProto::getName)
                .startsWith("to_whom", "paid");
    }

    @Test
    void a_service_without_a_package(@TempDir Path directory) throws IOException, InterruptedException {
        assertSame(directory, ContractModel.of(Bare.class), LockFile.empty());
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
