package io.quintet.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("ArrayRecordComponent") // bytes are one of the types to carry
class JsonCodecTest {
    enum Size {
        SMALL,
        LARGE {
            @Override
            public String toString() {
                return "very large";
            }
        }
    }

    record Line(String dish, int quantity) {
        Line {
            if (quantity == 13) {
                throw new IllegalArgumentException("quantity: 13 (expected: a lucky number)");
            }
        }
    }

    record Order(String customer, List<Line> items, Map<String, Line> byName, Size size) {}

    record Everything(
            boolean truth,
            byte tiny,
            short little,
            int normal,
            long big,
            float coarse,
            double fine,
            Integer boxed,
            BigDecimal price,
            BigInteger huge,
            UUID id,
            Instant at,
            OffsetDateTime there,
            LocalDateTime local,
            LocalDate day,
            Duration took,
            byte[] bytes,
            Set<Size> sizes,
            Map<Size, List<Integer>> nested) {}

    record Tree(String name, List<Tree> children) {
        public boolean isLeaf() {
            return children.isEmpty();
        }
    }

    record Empty() {}

    private final JsonCodec codec = new JsonCodec();

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private List<Violation> violations(Class<?> type, String json) {
        RecordCodec<?> records = codec.of(type);
        try {
            Object read = records.decode(json(json));
            throw new AssertionError("read as " + read);
        } catch (QuintetException e) {
            assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(e.getMessage()).doesNotContain("io.quintet", "java.", "jackson");
            return e.violations();
        }
    }

    @Test
    void is_found_as_a_service() {
        assertThat(ServiceLoader.load(Codec.class)).anySatisfy(found -> {
            assertThat(found.name()).isEqualTo("json");
            assertThat(found.mediaType()).isEqualTo("application/json");
        });
    }

    @Test
    void writes_components_in_order_and_leaves_out_nulls() {
        Order order = new Order("Ann \"A\" \u00e9\u4e16\ud83c\udf55", List.of(new Line("soup", 2)), Map.of(), null);
        assertThat(text(codec.of(Order.class).encode(order)))
                .isEqualTo("{\"customer\":\"Ann \\\"A\\\" \u00e9\u4e16\ud83c\udf55\",\"items\":[{\"dish\":\"soup\","
                        + "\"quantity\":2}],\"byName\":{}}");
        assertThat(codec.of(Order.class).decode(codec.of(Order.class).encode(order)))
                .isEqualTo(order);
    }

    @Test
    void carries_every_type() {
        Everything all = new Everything(
                true,
                (byte) -128,
                (short) 32767,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                1.5f,
                -0.1,
                null,
                new BigDecimal("12.50"),
                BigInteger.TWO.pow(100),
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                Instant.parse("2026-01-31T12:00:00.123456789Z"),
                OffsetDateTime.parse("2026-01-31T12:00:00+01:00"),
                LocalDateTime.parse("2026-01-31T12:00:00"),
                LocalDate.parse("2026-01-31"),
                Duration.ofMillis(1500),
                new byte[] {1, 2, 3},
                Set.of(Size.LARGE),
                Map.of(Size.SMALL, List.of(1, 2)));
        String json = text(codec.of(Everything.class).encode(all));
        assertThat(json)
                .contains(
                        "\"there\":\"2026-01-31T12:00:00+01:00\"",
                        "\"local\":\"2026-01-31T12:00:00\"",
                        "\"took\":\"PT1.5S\"",
                        "\"bytes\":\"AQID\"",
                        "\"nested\":{\"SMALL\":[1,2]}");
        assertThat(codec.of(Everything.class).decode(json.getBytes(UTF_8)))
                .usingRecursiveComparison()
                .isEqualTo(all);
    }

    @Test
    void only_components_travel_and_records_may_contain_themselves() {
        Tree tree = new Tree("root", List.of(new Tree("leaf", List.of())));
        String json = "{\"name\":\"root\",\"children\":[{\"name\":\"leaf\",\"children\":[]}]}";
        assertThat(text(codec.of(Tree.class).encode(tree))).isEqualTo(json);
        assertThat(codec.of(Tree.class).decode(json(json))).isEqualTo(tree);
        assertThat(text(codec.of(Tree.class).encodeWithout(tree, Set.of("name"))))
                .isEqualTo("{\"children\":[{\"name\":\"leaf\",\"children\":[]}]}");
    }

    @Test
    void empty_records_are_empty_objects() {
        assertThat(text(codec.of(Empty.class).encode(new Empty()))).isEqualTo("{}");
        assertThat(codec.of(Empty.class).decode(json("{}"))).isEqualTo(new Empty());
        assertThat(codec.of(Empty.class).decode(new byte[0], Map.of("x", "y"))).isEqualTo(new Empty());
    }

    @Test
    void documents_longer_than_one_buffer_survive() {
        List<Line> lines = new ArrayList<>();
        for (int i = 14; i < 5000; i++) {
            lines.add(new Line("dish \u00fc " + i, i));
        }
        Order order = new Order("c", lines, Map.of(), null);
        assertThat(codec.of(Order.class).decode(codec.of(Order.class).encode(order)))
                .isEqualTo(order);
    }

    @Test
    void unknown_fields_are_ignored_whatever_they_hold() {
        assertThat(codec.of(Line.class)
                        .decode(json("{'new':{'dish':[1,{'quantity':null}]},'dish':'soup','x':null,'quantity':2}")))
                .isEqualTo(new Line("soup", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'customer':7}|/customer|7 (expected: text)",
                "{'customer':true}|/customer|true (expected: text)",
                "{'customer':['a']}|/customer|an array (expected: text)",
                "{'items':[{'dish':'a','quantity':'abc'}]}|/items/0/quantity|\"abc\" (expected: an integer of 32 bits)",
                "{'items':[{'dish':'a','quantity':1},{'quantity':1.5}]}|/items/1/quantity|1.5 (expected: an integer of"
                        + " 32 bits)",
                "{'items':[{'quantity':3000000000}]}|/items/0/quantity|3000000000 (expected: an integer of 32 bits)",
                "{'items':[{'quantity':null}]}|/items/0/quantity|null (expected: an integer of 32 bits)",
                "{'items':[{'quantity':{}}]}|/items/0/quantity|an object (expected: an integer of 32 bits)",
                "{'items':[{'dish':'a','quantity':13}]}|/items/0|quantity: 13 (expected: a lucky number)",
                "{'items':{'a':1}}|/items|an object (expected: an array)",
                "{'items':['a']}|/items/0|\"a\" (expected: an object)",
                "{'byName':{'a/b~c':{'quantity':false}}}|/byName/a~1b~0c/quantity|false (expected: an integer of 32"
                        + " bits)",
                "{'byName':{'a':null,'a':null}}|/byName/a|stands twice (expected: once)",
                "{'size':'small'}|/size|\"small\" (expected: one of [SMALL, LARGE])",
                "{'size':0}|/size|0 (expected: one of [SMALL, LARGE])",
                "{'size':''}|/size|\"\" (expected: one of [SMALL, LARGE])",
                "{'customer':'a','customer':'b'}|/customer|stands twice (expected: once)",
                "[1]|``|an array (expected: an object)",
                "null|``|null (expected: an object)",
                "``|``|an empty document (expected: an object)",
            })
    void points_to_what_does_not_fit(String json, String pointer, String message) {
        assertThat(violations(Order.class, json)).containsExactly(new Violation(pointer, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tiny|128|an integer of 8 bits",
                "little|-40000|an integer of 16 bits",
                "big|9223372036854775808|an integer of 64 bits",
                "fine|1e999|a number",
                "coarse|1e99|a number of 32 bits",
                "fine|'1'|a number",
                "huge|1.0|an integer",
                "truth|'true'|true or false",
                "truth|1|true or false",
                "at|1700000000|a time such as 2026-01-31T12:00:00Z",
                "at|'yesterday'|a time such as 2026-01-31T12:00:00Z",
                "took|5|a duration such as PT2S",
                "id|'1-1-1-1-1'|a UUID",
                "bytes|'?'|bytes in base64",
                "bytes|[1,2]|bytes in base64",
            })
    void refuses_what_other_readers_would_bend(String field, String value, String expected) {
        assertThat(violations(Everything.class, "{'" + field + "':" + value + "}"))
                .containsExactly(new Violation(
                        "/" + field,
                        value.replace('\'', '"').replace("[1,2]", "an array") + " (expected: " + expected + ")"));
    }

    @Test
    void malformed_json_tells_line_and_column() {
        assertThat(violations(Line.class, "{\n  'dish': }")).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEmpty();
            assertThat(violation.message()).startsWith("line 2, column ").contains("not JSON");
        });
        assertThat(violations(Line.class, "{'dish':'so"))
                .singleElement()
                .satisfies(violation ->
                        assertThat(violation.message()).contains("line 1").contains("not JSON"));
        assertThat(violations(Line.class, "{'quantity':1} {}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("text after the document"));
        assertThat(violations(Line.class, "{'quantity':1}x")).hasSize(1);
        assertThat(violations(Line.class, "{'quantity':01}")).hasSize(1);
        assertThat(violations(Line.class, "{'quantity':NaN}")).hasSize(1);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        assertThatThrownBy(() -> codec.of(Line.class).decode(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(QuintetException.class);
    }

    @Test
    void depth_and_digits_have_limits() {
        assertThat(violations(Tree.class, "{'x':" + "[".repeat(200) + "]".repeat(200) + "}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("at most 100 levels"));
        assertThat(violations(Everything.class, "{'huge':" + "9".repeat(2000) + "}"))
                .hasSize(1);
    }

    @Test
    void long_values_are_shortened_and_control_characters_hidden() {
        assertThat(violations(Line.class, "{'quantity':'\\r\\n" + "x".repeat(500) + "'}"))
                .containsExactly(new Violation(
                        "/quantity", "\"??" + "x".repeat(38) + "\u2026\" (expected: an integer of 32 bits)"));
    }

    @Test
    void components_that_travel_elsewhere_are_left_out_and_put_back() {
        RecordCodec<Line> lines = codec.of(Line.class);
        byte[] body = lines.encodeWithout(new Line("soup", 2), Set.of("dish"));
        assertThat(text(body)).isEqualTo("{\"quantity\":2}");
        assertThat(lines.decode(body, Map.of("dish", "soup"))).isEqualTo(new Line("soup", 2));
        assertThat(lines.decode(json("{'dish':{'a':1},'quantity':1}"), Map.of("dish", "stew", "quantity", 7)))
                .isEqualTo(new Line("stew", 7));
        assertThat(lines.decode(new byte[0], Map.of("dish", "soup", "quantity", 3)))
                .isEqualTo(new Line("soup", 3));
    }

    @Test
    void a_component_that_travels_nowhere_has_its_default() {
        assertThat(codec.of(Line.class).decode(new byte[0], Map.of("dish", "soup")))
                .isEqualTo(new Line("soup", 0));
        assertThat(codec.of(Line.class).decode(json("{}"))).isEqualTo(new Line(null, 0));
        assertThat(codec.of(Order.class).decode(json("{}"))).isEqualTo(new Order(null, List.of(), Map.of(), null));
    }

    @Test
    void numbers_that_json_lacks_are_refused_when_written() {
        record Point(double x) {}
        record Shape(List<Point> points) {}
        assertThatThrownBy(() -> codec.of(Shape.class).encode(new Shape(List.of(new Point(Double.NaN)))))
                .isInstanceOfSatisfying(
                        QuintetException.class,
                        e -> assertThat(e.getMessage()).contains("/points/x").contains("NaN"));
    }

    record WithObject(List<Object> things) {}

    record WithArray(int[] numbers) {}

    record Generic<T>(T value) {}

    record WithGeneric(Generic<String> value) {}

    record WithStrangeKeys(Map<Line, String> map) {}

    @Test
    void types_without_a_json_form_are_refused_when_the_codec_is_made() {
        for (Class<?> type : List.of(WithObject.class, WithArray.class, WithGeneric.class, WithStrangeKeys.class)) {
            assertThatThrownBy(() -> codec.of(type))
                    .isInstanceOf(InvalidContractException.class)
                    .hasMessageContaining(type.getSimpleName() + ".")
                    .hasMessageContaining("mend:");
        }
    }
}
