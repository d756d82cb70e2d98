package io.quintet.codec.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.QuintetException;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCodecTest {
    record Line(String dish, int quantity) {}

    record Order(String customer, List<Line> items) {}

    record Mixed(
            boolean truth,
            float coarse,
            double fine,
            long big,
            String text,
            Optional<Line> line,
            Set<String> tags,
            Map<String, Line> named) {}

    record Event(Instant at, List<Instant> times) {}

    private final AvroCodec codec = new AvroCodec();

    @Test
    void is_found_as_a_service() {
        assertThat(ServiceLoader.load(Codec.class)).anySatisfy(found -> {
            assertThat(found.name()).isEqualTo("avro");
            assertThat(found.mediaType()).isEqualTo("application/avro");
        });
    }

    @Test
    void writes_a_mark_the_fingerprint_and_the_fields_one_after_the_other() {
        byte[] written = codec.encode(new Order("Ann", List.of(new Line("soup", 2), new Line(null, -1))));
        String fingerprint =
                HexFormat.of().toHexDigits(Long.reverseBytes(KnownSchemas.fingerprint(AvroSchemas.of(Order.class))));
        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo("c301" + fingerprint + "0206416e6e" + "04" + "0208736f757004" + "0001" + "00");
    }

    @Test
    @SuppressWarnings("NullOptional") // a record does not keep others from it
    void null_lists_sets_and_maps_are_written_as_empty() {
        RecordCodec<Mixed> records = codec.of(Mixed.class);
        assertThat(records.decode(records.encode(new Mixed(true, 1, 2, 3, null, null, null, null))))
                .isEqualTo(new Mixed(true, 1, 2, 3, null, Optional.empty(), Set.of(), Map.of()));
    }

    @Test
    void what_travels_elsewhere_is_written_as_its_default_and_comes_from_there() {
        RecordCodec<Mixed> records = codec.of(Mixed.class);
        Mixed mixed = new Mixed(
                true,
                1.5f,
                2.5,
                3,
                "text",
                Optional.of(new Line("soup", 1)),
                Set.of("a"),
                Map.of("b", new Line("tea", 2)));
        Set<String> all = Set.of("truth", "coarse", "fine", "big", "text", "line", "tags", "named");
        assertThat(records.decode(records.encodeWithout(mixed, all)))
                .isEqualTo(new Mixed(false, 0, 0, 0, null, Optional.empty(), Set.of(), Map.of()));
        byte[] without = records.encodeWithout(mixed, Set.of("truth", "text"));
        assertThat(records.decode(without, Map.of("truth", true, "text", "text")))
                .isEqualTo(mixed);
        assertThat(records.decode(records.encode(mixed), Map.of("text", "other"))
                        .text())
                .isEqualTo("other");
    }

    @Test
    void without_a_body_all_comes_from_elsewhere() {
        RecordCodec<Order> records = codec.of(Order.class);
        assertThat(records.decode(new byte[0], Map.of("customer", "Ann"))).isEqualTo(new Order("Ann", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2262-04-11T23:47:16.854775807Z",
                "2262-04-11T23:47:16.854775808Z",
                "1677-09-21T00:12:43.145224192Z",
                "1677-09-21T00:12:43.145224191Z",
                "9999-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void every_instant_travels_to_the_nanosecond(String text) {
        Event event = new Event(Instant.parse(text), List.of(Instant.parse(text), Instant.EPOCH));
        RecordCodec<Event> records = codec.of(Event.class);
        assertThat(records.decode(records.encode(event))).isEqualTo(event);
    }

    @Test
    void what_is_read_cannot_be_changed() {
        RecordCodec<Mixed> records = codec.of(Mixed.class);
        Mixed read =
                records.decode(records.encode(new Mixed(true, 1, 2, 3, "", Optional.empty(), Set.of("a"), Map.of())));
        assertThat(read.tags()).isUnmodifiable();
        assertThat(codec.of(Order.class)
                        .decode(codec.encode(new Order("", List.of(new Line("a", 1)))))
                        .items())
                .isUnmodifiable();
    }

    @Test
    void messages_name_no_classes() {
        byte[] written = codec.encode(new Line("soup", 1));
        try {
            throw new AssertionError(codec.of(Order.class).decode(written));
        } catch (QuintetException e) {
            assertThat(e.getMessage()).doesNotContain("io.quintet", "org.apache");
        }
    }
}
