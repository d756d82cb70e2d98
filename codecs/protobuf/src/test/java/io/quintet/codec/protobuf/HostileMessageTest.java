package io.quintet.codec.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.management.ThreadMXBean;
import io.quintet.Code;
import io.quintet.Id;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.codec.protobuf.ProtobufCodecTest.Line;
import io.quintet.codec.protobuf.ProtobufCodecTest.Order;
import io.quintet.codec.protobuf.ProtobufCodecTest.Size;
import io.quintet.codec.protobuf.ProtobufCodecTest.Sizes;
import io.quintet.codec.protobuf.ProtobufCodecTest.Times;
import io.quintet.spi.RecordCodec;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What does not fit is refused, with its place, before it costs anything. */
class HostileMessageTest {
    record Tree(
            @Id(1) String name,
            @Id(2) List<Tree> children,
            @Id(3) Map<String, Tree> named) {}

    record Numbers(@Id(1) List<Integer> all, @Id(2) List<Boolean> truths) {}

    sealed interface Shape permits Dot, Square {}

    @Id(1)
    record Dot() implements Shape {}

    @Id(2)
    record Square(@Id(1) int side) implements Shape {}

    record Drawing(@Id(1) Shape shape) {}

    private static final String MALFORMED =
            "cut off, or a wrong length, tag or varint (expected: bytes of Protocol Buffers)";

    private static <T> RecordCodec<T> codec(Class<T> type) {
        return new ProtobufCodec().of(type);
    }

    private static void refused(ThrowingCallable action, String pointer, String message) {
        assertThatThrownBy(action)
                .asInstanceOf(type(QuintetException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT))
                .extracting(QuintetException::violations)
                .isEqualTo(List.of(new Violation(pointer, message)));
    }

    private static <T> void refused(Class<T> type, Wire wire, String pointer, String message) {
        refused(() -> codec(type).decode(wire.bytes()), pointer, message);
    }

    @Test
    void a_wrong_wire_type_is_refused_with_its_place() {
        refused(
                Order.class,
                Wire.of().message(2, Wire.of()).message(2, Wire.of().text(2, "x")),
                "/items/1/quantity",
                "wire type 2 (expected: 0)");
        refused(
                Order.class,
                Wire.of()
                        .message(
                                9, Wire.of().text(1, "a/b").message(2, Wire.of().varint(1, 1))),
                "/byName/a~1b/dish",
                "wire type 0 (expected: 2)");
        refused(Numbers.class, Wire.of().raw(1 << 3 | 5, new byte[4]), "/all", "wire type 5 (expected: 0)");
    }

    @Test
    void what_the_record_refuses_has_the_records_place() {
        refused(
                Order.class,
                Wire.of().message(2, Wire.of().varint(2, 13)),
                "/items/0",
                "quantity: 13 (expected: a lucky number)");
    }

    @Test
    void numbers_out_of_range_are_refused() {
        refused(Order.class, Wire.of().varint(1, 128), "/rank", "128 (expected: an integer of 8 bits)");
        refused(Order.class, Wire.of().varint(3, 2), "/size", "2 (expected: the number of one of [SMALL, LARGE])");
        refused(
                Sizes.class,
                Wire.of().text(1, "\u0001\u0000"),
                "/sizes/1",
                "0 (expected: the number of one of [SMALL, LARGE])");
        refused(
                Times.class,
                Wire.of().message(1, Wire.of().varint(2, 1_000_000_000)),
                "/at",
                "0 s and 1000000000 ns (expected: a time in the years 1 to 9999)");
        refused(
                Times.class,
                Wire.of().message(2, Wire.of().varint(1, 1).varint(2, Integer.MIN_VALUE)),
                "/took",
                "1 s and -2147483648 ns (expected: a duration within 10000 years, of one sign)");
    }

    @Test
    void messages_that_stand_twice_are_refused() {
        refused(
                Times.class,
                Wire.of().message(1, Wire.of()).message(1, Wire.of()),
                "/at",
                "stands twice (expected: once)");
        refused(
                Drawing.class,
                Wire.of().message(1, Wire.of().message(1, Wire.of()).message(2, Wire.of())),
                "/shape",
                "stands twice (expected: once)");
    }

    @Test
    void a_union_of_nothing_that_is_known_is_refused() {
        refused(
                Drawing.class,
                Wire.of().message(1, Wire.of().message(9, Wire.of())),
                "/shape",
                "nothing that is known here (expected: one of [Dot, Square])");
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        for (byte[] bytes : List.of(
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xc0, (byte) 0x80},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {'a', (byte) 0xe4, (byte) 0xb8})) {
            refused(Line.class, Wire.of().bytes(1, bytes), "/dish", "text that is not UTF-8 (expected: UTF-8)");
        }
    }

    @Test
    void half_a_character_is_not_written() {
        for (String text : List.of("a\ud83c", "\udf55", "\ud83c\ud83c\udf55")) {
            assertThatThrownBy(() -> codec(Line.class).encode(new Line(text, 1)))
                    .hasMessageContaining("/dish: half a character at ");
        }
    }

    @Test
    void bytes_that_are_cut_off_or_no_tags_are_refused() {
        byte[] whole = codec(Order.class)
                .encode(new Order(
                        "ann",
                        List.of(new Line("ramen", 2)),
                        Map.of("r", new Line("ramen", 2)),
                        Size.LARGE,
                        (byte) 1,
                        Optional.of(Instant.ofEpochSecond(1, 1))));
        int refusals = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            try {
                codec(Order.class).decode(cut);
            } catch (QuintetException e) {
                assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(whole.length / 2);
        refused(Order.class, Wire.of().raw(0, new byte[0]), "", MALFORMED);
        refused(Order.class, Wire.of().raw(7, new byte[0]), "", MALFORMED);
        refused(Order.class, Wire.of().raw(99 << 3 | 6, new byte[0]), "", MALFORMED);
        refused(Order.class, Wire.of().raw(99 << 3 | 4, new byte[0]), "", MALFORMED);
    }

    @Test
    void a_varint_that_never_ends_is_refused() {
        byte[] endless = new byte[20];
        java.util.Arrays.fill(endless, (byte) 0xff);
        refused(Line.class, Wire.of().raw(2 << 3, endless), "/quantity", MALFORMED);
        refused(Order.class, Wire.of().message(2, Wire.of().raw(2 << 3, endless)), "/items/0/quantity", MALFORMED);
        refused(Numbers.class, Wire.of().bytes(1, endless), "/all/0", MALFORMED);
    }

    @Test
    void lengths_that_lie_cost_no_memory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (long length : new long[] {10, 1 << 20, Integer.MAX_VALUE, 0xffff_ffffL, 0x7fff_ffff_ffff_ffffL}) {
            for (Wire lie : List.of(
                    Wire.of().length(4, length),
                    Wire.of().length(2, length),
                    Wire.of().length(9, length),
                    Wire.of().length(99, length),
                    Wire.of().message(2, Wire.of().length(1, length)))) {
                RecordCodec<Order> codec = codec(Order.class);
                long before = threads.getCurrentThreadAllocatedBytes();
                assertThatThrownBy(() -> codec.decode(lie.bytes())).hasMessageContaining(MALFORMED);
                assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
            }
        }
        refused(Numbers.class, Wire.of().length(1, Integer.MAX_VALUE), "/all", MALFORMED);
    }

    @Test
    void a_hundred_levels_are_read_and_written_and_no_more() {
        Tree tree = new Tree("leaf", List.of(), Map.of());
        for (int i = 1; i < 100; i++) {
            tree = new Tree(null, List.of(tree), Map.of());
        }
        RecordCodec<Tree> codec = codec(Tree.class);
        Tree deepest = tree;
        byte[] bytes = codec.encode(deepest);
        assertThat(codec.decode(bytes)).isEqualTo(deepest);
        String pointer = "/children/0".repeat(100);
        refused(() -> codec.decode(Wire.of().bytes(2, bytes).bytes()), pointer, "101 levels (expected: at most 100)");
        refused(
                () -> codec.encode(new Tree(null, List.of(deepest), Map.of())),
                pointer,
                "101 levels (expected: at most 100)");
    }

    @Test
    void nesting_beyond_all_measure_is_refused_without_harm() {
        Wire messages = Wire.of();
        Wire maps = Wire.of();
        for (int i = 0; i < 3000; i++) {
            messages = Wire.of().message(2, messages);
            maps = Wire.of().message(3, Wire.of().message(2, maps));
        }
        byte[] groups = new byte[100_000];
        java.util.Arrays.fill(groups, (byte) (9 << 3 | 3));
        for (byte[] bytes : List.of(messages.bytes(), maps.bytes(), groups)) {
            assertThatThrownBy(() -> codec(Tree.class).decode(bytes))
                    .asInstanceOf(type(QuintetException.class))
                    .extracting(QuintetException::code)
                    .isEqualTo(Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void a_million_elements_are_read_and_written_and_no_more() {
        RecordCodec<Numbers> codec = codec(Numbers.class);
        Numbers most = new Numbers(Collections.nCopies(1_000_000, 7), List.of());
        byte[] bytes = codec.encode(most);
        assertThat(bytes).hasSizeLessThan(1_000_010);
        assertThat(codec.decode(bytes).all()).hasSize(1_000_000);
        refused(
                () -> codec.encode(new Numbers(Collections.nCopies(1_000_001, 7), List.of())),
                "/all",
                "1000001 elements (expected: at most 1000000)");
        refused(
                () -> codec.decode(Wire.of().bytes(1, new byte[1_000_001]).bytes()),
                "/all",
                "1000001 elements (expected: at most 1000000)");
        refused(
                () -> codec.decode(
                        Wire.of().bytes(2, new byte[1_000_000]).varint(2, 1).bytes()),
                "/truths",
                "1000001 elements (expected: at most 1000000)");
    }

    @Test
    void what_the_format_cannot_carry_is_not_written() {
        List<Line> holes = new ArrayList<>();
        holes.add(new Line("x", 1));
        holes.add(null);
        refused(
                () -> codec(Order.class).encode(new Order(null, holes, Map.of(), null, (byte) 0, Optional.empty())),
                "/items/1",
                "null (expected: a value)");
        Map<String, Line> gap = new HashMap<>();
        gap.put("a", null);
        refused(
                () -> codec(Order.class).encode(new Order(null, List.of(), gap, null, (byte) 0, Optional.empty())),
                "/byName/a",
                "null (expected: a value)");
        refused(
                () -> codec(Times.class).encode(new Times(Instant.MAX, Duration.ZERO)),
                "/at",
                Instant.MAX + " (expected: a time in the years 1 to 9999)");
        refused(
                () -> codec(Times.class).encode(new Times(Instant.EPOCH, Duration.ofSeconds(Long.MIN_VALUE))),
                "/took",
                Duration.ofSeconds(Long.MIN_VALUE) + " (expected: a duration within 10000 years, of one sign)");
        refused(
                () -> codec(Tree.class)
                        .encode(new Tree(
                                null, List.of(), Map.of("k".repeat(10_001), new Tree(null, List.of(), Map.of())))),
                "/named",
                "10001 characters in a key (expected: at most 10000)");
    }
}
