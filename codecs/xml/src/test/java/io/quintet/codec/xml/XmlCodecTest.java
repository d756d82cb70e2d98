package io.quintet.codec.xml;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.spi.Codec;
import io.quintet.type.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class XmlCodecTest {
    record Line(String dish, int quantity) {
        Line {
            if (quantity == 13) {
                throw new IllegalArgumentException("quantity: 13 (expected: a lucky number)");
            }
        }
    }

    record Order(String customer, List<Line> items, Map<String, Line> byName, Optional<BigDecimal> price) {}

    sealed interface Shape permits Circle, Group {}

    record Circle(double radius) implements Shape {}

    record Group(List<List<Shape>> shapes, String type) implements Shape {}

    record Drawing(Shape shape) {}

    record Tree(List<Tree> children) {}

    record Dollar(String a$b) {}

    private final XmlCodec codec = new XmlCodec();

    private <T> String write(Class<T> type, T value) {
        return new String(codec.of(type).encode(value), UTF_8).replace('"', '\'');
    }

    private <T> T read(Class<T> type, String text) {
        return codec.of(type).decode(text.getBytes(UTF_8));
    }

    private Violation violation(Class<?> type, String text) {
        try {
            throw new AssertionError("read as " + read(type, text));
        } catch (QuintetException e) {
            assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(e.violations()).hasSize(1);
            return e.violations().getFirst();
        }
    }

    @Test
    void is_found_as_a_service() {
        assertThat(ServiceLoader.load(Codec.class)).anySatisfy(found -> {
            assertThat(found.name()).isEqualTo("xml");
            assertThat(found.mediaType()).isEqualTo("application/xml");
        });
    }

    @Test
    void components_are_elements_and_what_is_absent_is_left_out() {
        Order order = new Order(
                "Ann & \"Bob\" <\r\n\t",
                List.of(new Line("soup", 2)),
                Map.of("a\n\"b", new Line(null, 1)),
                Optional.empty());
        String xml = "<order><customer>Ann &amp; 'Bob' &lt;&#13;\n\t</customer>"
                + "<items><item><dish>soup</dish><quantity>2</quantity></item></items>"
                + "<byName><entry key='a&#10;&quot;b'><quantity>1</quantity></entry></byName></order>";
        assertThat(write(Order.class, order)).isEqualTo(xml);
        assertThat(codec.of(Order.class).decode(codec.of(Order.class).encode(order)))
                .isEqualTo(order);
        assertThat(write(Order.class, new Order("", List.of(), Map.of(), Optional.of(new BigDecimal("1.50")))))
                .isEqualTo("<order><customer/><items/><byName/><price>1.50</price></order>");
        assertThat(read(Order.class, "<order/>")).isEqualTo(new Order(null, List.of(), Map.of(), Optional.empty()));
        assertThat(read(Order.class, "<order><customer/></order>").customer()).isEmpty();
    }

    @Test
    void a_union_is_told_by_an_attribute_so_that_a_component_may_be_named_type() {
        Drawing drawing = new Drawing(new Group(List.of(List.of(new Circle(1)), List.of()), "t"));
        String xml = "<drawing><shape type='Group'><shapes><item><item type='Circle'><radius>1.0</radius></item></item>"
                + "<item/></shapes><type>t</type></shape></drawing>";
        assertThat(write(Drawing.class, drawing)).isEqualTo(xml);
        assertThat(read(Drawing.class, xml)).isEqualTo(drawing);
    }

    @Test
    void order_namespaces_comments_and_unknown_elements_do_not_matter() {
        String xml = """
            <?xml version="1.0" encoding="UTF-16"?>
            <!-- an order -->
            <o:order xmlns:o="urn:orders" xmlns:xsi="urn:x" xsi:type="x">
              <o:items><item> <quantity> 2 </quantity><?go on?><dish>so<!-- -->u<![CDATA[p<]]></dish></item> </o:items>
              <new><customer>Eve<x/></customer></new>
              <customer>Ann</customer>
            </o:order>
            <!-- end -->
            """;
        assertThat(codec.of(Order.class).decode(xml.getBytes(UTF_16)))
                .isEqualTo(new Order("Ann", List.of(new Line("soup<", 2)), Map.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<order><items><item><quantity>abc</quantity></item></items></order>|/items/0/quantity|\"abc\""
                        + " (expected: an integer of 32 bits)",
                "<order><items><item/><item><quantity/></item></items></order>|/items/1/quantity|\"\" (expected: an"
                        + " integer of 32 bits)",
                "<order><items><item><quantity>13</quantity></item></items></order>|/items/0|quantity: 13 (expected: a"
                        + " lucky number)",
                "<order><byName><entry"
                        + " key='a/b'><quantity><x/></quantity></entry></byName></order>|/byName/a~1b/quantity|element"
                        + " \"x\" (expected: an integer of 32 bits)",
                "<order><byName><entry/></byName></order>|/byName|an entry without key (expected: an attribute"
                        + " \"key\")",
                "<order><byName><entry key='a'/><entry key='a'/></byName></order>|/byName/a|stands twice (expected:"
                        + " once)",
                "<order><customer/><customer/></order>|/customer|stands twice (expected: once)",
                "<order><items>soup</items></order>|/items|\"soup\" (expected: elements)",
                "<order><items><line/></items></order>|/items|element \"line\" (expected: \"item\")",
                "<order><price>1e1000000000</price></order>|/price|\"1e1000000000\" (expected: a number)",
                "<line/>|``|element \"line\" (expected: \"order\")",
            })
    void points_to_what_does_not_fit(String xml, String pointer, String message) {
        assertThat(violation(Order.class, xml)).isEqualTo(new Violation(pointer, message));
    }

    @Test
    void a_record_that_a_union_does_not_have_is_refused() {
        assertThat(violation(Drawing.class, "<drawing><shape type='Square'/></drawing>"))
                .isEqualTo(new Violation("/shape/type", "\"Square\" (expected: one of [Circle, Group])"));
        assertThat(violation(Drawing.class, "<drawing><shape><radius>1</radius></shape></drawing>"))
                .isEqualTo(new Violation("/shape/type", "absent (expected: one of [Circle, Group])"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE order><order/>",
                "<!DOCTYPE order [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b"
                        + " '&a;&a;&a;'>]><order><customer>&b;</customer></order>",
                "<!DOCTYPE order SYSTEM 'file:///etc/passwd'><order/>",
                "<!DOCTYPE order [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><order><customer>&x;</customer></order>",
            })
    void a_doctype_is_refused(String xml) {
        assertThat(violation(Order.class, xml).message()).startsWith("a DOCTYPE (expected: none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order",
                "<order>",
                "<order/><order/>",
                "<order/>x",
                "<order><customer>&x;</customer></order>",
                "<order a='1' a='2'/>",
                "<x:order/>",
                "<?xml version='1.0' encoding='NONE'?><order/>"
            })
    void what_is_not_xml_is_refused(String xml) {
        assertThat(violation(Order.class, xml).message()).contains("(expected: ");
    }

    @Test
    void depth_attributes_and_texts_have_limits() {
        List<Tree> children = new ArrayList<>();
        children.add(new Tree(children));
        assertThatThrownBy(() -> codec.of(Tree.class).encode(children.getFirst()))
                .isInstanceOf(QuintetException.class)
                .hasMessageContaining("102 levels of elements (expected: at most 101)");
        assertThat(violation(Tree.class, "<tree>" + "<x>".repeat(200)).message())
                .contains("at most 101");
        StringBuilder many = new StringBuilder("<tree");
        for (int i = 0; i < 100; i++) {
            many.append(" a").append(i).append("='1'");
        }
        assertThat(violation(Tree.class, many + "/>").message()).contains("at most 64 attributes");
        assertThat(violation(Order.class, "<order a='" + "x".repeat(Limits.MAX_KEY + 1) + "'/>")
                        .message())
                .contains("of 10000 characters");
        String longest = "<![CDATA[" + "x".repeat(Limits.MAX_TEXT) + "]]>";
        assertThat(read(Order.class, "<order><customer>" + longest + "</customer></order>")
                        .customer())
                .hasSize(Limits.MAX_TEXT);
        assertThat(violation(Order.class, "<order><customer>" + longest + "y</customer></order>"))
                .isEqualTo(new Violation("/customer", "16777217 characters (expected: at most 16777216)"));
    }

    record Numbers(List<Integer> list) {}

    @Test
    void collections_have_a_limit() {
        assertThat(violation(Numbers.class, "<numbers><list>" + "<item>1</item>".repeat(Limits.MAX_ELEMENTS + 1)))
                .isEqualTo(new Violation("/list", "1000001 elements (expected: at most 1000000)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0001", "\ud83c", "\udf55a", "\uffff"})
    void characters_that_xml_cannot_carry_are_refused(String text) {
        assertThatThrownBy(() -> codec.of(Line.class).encode(new Line(text, 1)))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.violations().getFirst().pointer()).isEqualTo("/dish");
                    assertThat(e.getMessage())
                            .contains("a text with U+")
                            .contains("expected: characters that XML can carry");
                });
    }

    @Test
    void a_null_in_a_list_or_map_is_refused() {
        assertThatThrownBy(() -> codec.of(Numbers.class).encode(new Numbers(Arrays.asList(1, null))))
                .hasMessageContaining("/list/1: null (expected: a value");
        Map<String, Line> map = new LinkedHashMap<>();
        map.put("a", null);
        assertThatThrownBy(() -> codec.of(Order.class).encode(new Order("", List.of(), map, Optional.empty())))
                .hasMessageContaining("/byName/a: null (expected: a value");
    }

    @Test
    void a_component_that_cannot_name_an_element_is_refused_when_the_codec_is_made() {
        assertThatThrownBy(() -> codec.of(Dollar.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("Dollar.a$b")
                .hasMessageContaining("mend:");
    }

    @Test
    void components_that_travel_elsewhere_are_left_out_and_put_back() {
        byte[] body = codec.of(Line.class).encodeWithout(new Line("soup", 2), Set.of("dish"));
        assertThat(new String(body, UTF_8)).isEqualTo("<line><quantity>2</quantity></line>");
        assertThat(codec.of(Line.class).decode(body, Map.of("dish", "soup"))).isEqualTo(new Line("soup", 2));
        assertThat(codec.of(Line.class).decode(new byte[0], Map.of("dish", "soup")))
                .isEqualTo(new Line("soup", 0));
        assertThat(codec.of(Line.class)
                        .decode("<line><dish><x/></dish></line>".getBytes(UTF_8), Map.of("dish", "stew")))
                .isEqualTo(new Line("stew", 0));
    }
}
