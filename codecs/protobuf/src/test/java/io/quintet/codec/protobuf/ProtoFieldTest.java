package io.quintet.codec.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Id;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.spi.RecordCodec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What generated records say with annotations; generator/ has all kinds against protobuf-java. */
class ProtoFieldTest {
    record Kinds(
            @Id(1) @ProtoField(kind = ProtoField.Kind.SINT32)
            int zigzag,

            @Id(2) @ProtoField(kind = ProtoField.Kind.FIXED32)
            int fixed,

            @Id(3) @ProtoField(kind = ProtoField.Kind.UINT64, packed = false)
            List<Long> loose) {}

    record Choice(
            @Id(1) int before, @ProtoField(oneof = true) Optional<Which> which) {
        sealed interface Which {}

        @Id(2)
        record Text(String value) implements Which {}

        @Id(3)
        record Amount(
                @ProtoField(kind = ProtoField.Kind.SINT32) int value) implements Which {}
    }

    record Wrapped(
            @Id(1) @ProtoField(wrapped = true) Optional<Integer> number,
            @Id(2) @ProtoField(implicit = true) String text) {}

    record Narrow(
            @Id(1) @ProtoField(kind = ProtoField.Kind.SINT64)
            int number) {}

    record Clash(
            @Id(2) int before, @ProtoField(oneof = true) Optional<Choice.Which> which) {}

    record NoUnion(@ProtoField(oneof = true) String which) {}

    record Wide(@ProtoField(oneof = true) Two which) {
        sealed interface Two {}

        @Id(1)
        record Pair(int a, int b) implements Two {}
    }

    private static <T extends Record> String hex(T value) {
        return HexFormat.of().formatHex(codec(value).encode(value));
    }

    @SuppressWarnings("unchecked") // the class of a T
    private static <T extends Record> RecordCodec<T> codec(T value) {
        return new ProtobufCodec().of((Class<T>) value.getClass());
    }

    @Test
    void integers_are_written_as_their_kind_has_it() {
        assertThat(hex(new Kinds(-1, 258, List.of(1L, -1L))))
                .isEqualTo("0801" + "1502010000" + "1801" + "18ffffffffffffffffff01");
    }

    @Test
    void numbers_that_may_stand_apart_are_read_together_too() {
        Kinds read = codec(new Kinds(0, 0, List.of())).decode(HexFormat.of().parseHex("1a0201021803"));
        assertThat(read.loose()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_oneof_is_a_field_of_its_own_message() {
        assertThat(hex(new Choice(7, Optional.of(new Choice.Text("a"))))).isEqualTo("0807" + "120161");
        assertThat(hex(new Choice(0, Optional.of(new Choice.Amount(0))))).isEqualTo("1800");
        assertThat(hex(new Choice(0, Optional.empty()))).isEmpty();
    }

    @Test
    void of_a_oneof_that_was_sent_twice_the_last_counts() {
        assertThat(codec(new Choice(0, Optional.empty()))
                        .decode(HexFormat.of().parseHex("1201611802"))
                        .which())
                .contains(new Choice.Amount(1));
    }

    @Test
    void a_value_in_a_wrapper_can_be_told_from_none() {
        assertThat(hex(new Wrapped(Optional.of(0), ""))).isEqualTo("0a00");
        assertThat(hex(new Wrapped(Optional.of(5), "b"))).isEqualTo("0a020805" + "120162");
        assertThat(codec(new Wrapped(Optional.empty(), ""))
                        .decode(HexFormat.of().parseHex("0a00"))
                        .number())
                .contains(0);
    }

    @Test
    void a_wrapper_with_a_field_of_another_kind_is_refused() {
        assertThatThrownBy(() -> codec(new Wrapped(Optional.empty(), ""))
                        .decode(HexFormat.of().parseHex("0a020a00")))
                .isInstanceOf(QuintetException.class)
                .hasMessageContaining("wire type 2 (expected: 0)");
    }

    @Test
    void what_contradicts_itself_is_refused() {
        assertRefused(new Narrow(1), "@ProtoField with SINT64 on a INT");
        assertRefused(new Clash(1, Optional.empty()), "number 2 is that of before, too");
        assertRefused(new NoUnion(""), "NoUnion.which: @ProtoField(oneof = true) (mend: let it be a sealed interface");
        assertRefused(new Wide(new Wide.Pair(1, 2)), "2 components in a oneof (mend: let it have exactly one)");
    }

    private static void assertRefused(Record record, String message) {
        assertThatThrownBy(() -> codec(record))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining(message);
    }
}
