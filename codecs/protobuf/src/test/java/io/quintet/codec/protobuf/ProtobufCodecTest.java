package io.quintet.codec.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Id;
import io.quintet.InvalidContractException;
import io.quintet.UnknownValue;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProtobufCodecTest {
    enum Size {
        @Id(1)
        SMALL,
        @Id(300)
        LARGE
    }

    enum Colour {
        @Id(0)
        RED,
        @Id(1)
        @UnknownValue
        OTHER
    }

    record Line(@Id(1) String dish, @Id(2) int quantity) {
        Line {
            if (quantity == 13) {
                throw new IllegalArgumentException("quantity: 13 (expected: a lucky number)");
            }
        }
    }

    record Order(
            @Id(4) String customer,
            @Id(2) List<Line> items,
            @Id(9) Map<String, Line> byName,
            @Id(3) Size size,
            @Id(1) byte rank,
            @Id(5) Optional<Instant> at) {}

    record Colours(
            @Id(1) Colour one,
            @Id(2) List<Colour> many,
            @Id(3) Map<String, Colour> named) {}

    record Sizes(@Id(1) List<Size> sizes, @Id(2) Map<Size, Integer> counts) {}

    record Times(@Id(1) Instant at, @Id(2) Duration took) {}

    record Locked(String name, int count) {}

    record Forgotten(@Id(1) String name, int count) {}

    private static final Line RAMEN = new Line("ramen", 2);

    private static <T> RecordCodec<T> codec(Class<T> type) {
        return new ProtobufCodec().of(type);
    }

    @Test
    void is_found_by_its_name() {
        assertThat(ServiceLoader.load(Codec.class))
                .extracting(Codec::name, Codec::mediaType)
                .containsExactly(org.assertj.core.api.Assertions.tuple("protobuf", "application/protobuf"));
    }

    @Test
    void fields_are_written_in_the_order_of_their_numbers() {
        byte[] bytes = codec(Order.class)
                .encode(new Order("ann", List.of(RAMEN), Map.of("r", RAMEN), Size.LARGE, (byte) -1, Optional.empty()));
        assertThat(bytes)
                .isEqualTo(Wire.of()
                        .varint(1, -1)
                        .message(2, Wire.of().text(1, "ramen").varint(2, 2))
                        .varint(3, 300)
                        .text(4, "ann")
                        .message(
                                9,
                                Wire.of()
                                        .text(1, "r")
                                        .message(2, Wire.of().text(1, "ramen").varint(2, 2)))
                        .bytes());
    }

    @Test
    void numbers_come_from_the_lock_file_on_the_class_path() {
        assertThat(codec(Locked.class).encode(new Locked("x", 5)))
                .isEqualTo(Wire.of().varint(3, 5).text(7, "x").bytes());
    }

    @Test
    void a_record_without_numbers_is_refused_with_the_mend() {
        assertThatThrownBy(() -> codec(Forgotten.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessage(
                        Forgotten.class.getName() + ".count: no number for Protocol Buffers (mend: add @Id(n), or let"
                                + " the lock file META-INF/quintet/protobuf.lock be written, and commit it)");
    }

    @Test
    void what_is_missing_has_its_default_and_what_is_unknown_is_passed_over() {
        Order nothing = new Order(null, List.of(), Map.of(), null, (byte) 0, Optional.empty());
        assertThat(codec(Order.class).decode(new byte[0])).isEqualTo(nothing);
        byte[] unknown = Wire.of()
                .text(77, "x")
                .varint(78, 1)
                .raw(79 << 3 | 1, new byte[8])
                .raw(80 << 3 | 5, new byte[4])
                .raw(81 << 3 | 3, new byte[] {8, 1})
                .raw(81 << 3 | 4, new byte[0])
                .bytes();
        assertThat(codec(Order.class).decode(unknown)).isEqualTo(nothing);
    }

    @Test
    void of_a_scalar_that_stands_twice_the_last_counts() {
        byte[] twice = Wire.of().text(4, "ann").text(4, "bob").bytes();
        assertThat(codec(Order.class).decode(twice).customer()).isEqualTo("bob");
    }

    @Test
    void of_a_key_that_stands_twice_the_last_counts() {
        byte[] twice = Wire.of()
                .message(3, Wire.of().text(1, "a").varint(2, 0))
                .message(3, Wire.of().text(1, "a").varint(2, 1))
                .bytes();
        assertThat(codec(Colours.class).decode(twice).named()).isEqualTo(Map.of("a", Colour.OTHER));
    }

    @Test
    void repeated_numbers_are_read_packed_and_unpacked() {
        byte[] mixed = Wire.of().varint(1, 1).text(1, "\u0001").varint(1, 300).bytes();
        assertThat(codec(Sizes.class).decode(mixed).sizes()).containsExactly(Size.SMALL, Size.SMALL, Size.LARGE);
    }

    @Test
    void constants_that_are_not_known_are_the_unknown_one() {
        byte[] bytes = Wire.of()
                .varint(1, 42)
                .text(2, "\u0000*")
                .message(3, Wire.of().text(1, "a").varint(2, 42))
                .message(3, Wire.of().text(1, "b"))
                .bytes();
        assertThat(codec(Colours.class).decode(bytes))
                .isEqualTo(new Colours(
                        Colour.OTHER, List.of(Colour.RED, Colour.OTHER), Map.of("a", Colour.OTHER, "b", Colour.RED)));
    }

    @Test
    void a_zero_that_is_no_constant_says_that_there_is_none() {
        assertThat(codec(Order.class).decode(Wire.of().varint(3, 0).bytes()).size())
                .isNull();
    }

    @Test
    void instants_and_durations_before_zero_keep_their_parts() {
        Times times = new Times(Instant.parse("1969-12-31T23:59:59.25Z"), Duration.ofMillis(-1250));
        byte[] bytes = codec(Times.class).encode(times);
        assertThat(bytes)
                .isEqualTo(Wire.of()
                        .message(1, Wire.of().varint(1, -1).varint(2, 250_000_000))
                        .message(2, Wire.of().varint(1, -1).varint(2, -250_000_000))
                        .bytes());
        assertThat(codec(Times.class).decode(bytes)).isEqualTo(times);
    }

    @Test
    void components_that_travel_elsewhere_are_left_out_and_win() {
        Order order = new Order("ann", List.of(RAMEN), Map.of(), Size.LARGE, (byte) 3, Optional.empty());
        RecordCodec<Order> codec = codec(Order.class);
        byte[] rest = codec.encodeWithout(order, Set.of("customer", "rank"));
        assertThat(rest)
                .isEqualTo(Wire.of()
                        .message(2, Wire.of().text(1, "ramen").varint(2, 2))
                        .varint(3, 300)
                        .bytes());
        assertThat(codec.decode(rest, Map.of("customer", "ann", "rank", (byte) 3)))
                .isEqualTo(order);
        assertThat(codec.decode(codec.encode(order), Map.of("customer", "bob")).customer())
                .isEqualTo("bob");
        assertThat(codec.decode(new byte[0], Map.of("customer", "bob")).customer())
                .isEqualTo("bob");
    }

    @Test
    void what_was_read_cannot_be_changed() {
        Order order = codec(Order.class)
                .decode(Wire.of()
                        .message(2, Wire.of().text(1, "ramen"))
                        .message(9, Wire.of().text(1, "k"))
                        .bytes());
        assertThatThrownBy(() -> order.items().add(RAMEN)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> order.byName().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(order.byName()).isEqualTo(Map.of("k", new Line(null, 0)));
    }

    @Test
    void texts_of_all_lengths_and_widths_come_back() {
        RecordCodec<Line> codec = codec(Line.class);
        for (String unit : List.of("a", "\u00e9", "\u4e16", "\ud83c\udf55", "a\u00e9\u4e16\ud83c\udf55")) {
            for (int count : new int[] {0, 1, 42, 43, 64, 127, 128, 5000, 20_000}) {
                Line line = new Line(unit.repeat(count), 1);
                byte[] bytes = codec.encode(line);
                assertThat(codec.decode(bytes)).isEqualTo(line);
                byte[] text = line.dish().getBytes(UTF_8);
                assertThat(Arrays.copyOfRange(bytes, bytes.length - 2 - text.length, bytes.length - 2))
                        .isEqualTo(text);
            }
        }
    }
}
