package io.quintet.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.UnknownValue;
import io.quintet.Violation;
import io.quintet.spi.RecordCodec;
import io.quintet.type.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON makes of optionals, unions, maps and enums, and where its limits are. */
@Timeout(30)
class JsonTypesTest {
    sealed interface Shape permits Circle, Group {}

    record Circle(double radius) implements Shape {}

    record Group(String name, List<Shape> shapes, Optional<Shape> frame) implements Shape {}

    record Drawing(Shape shape) {}

    enum Size {
        SMALL,
        @UnknownValue
        OTHER
    }

    record Parcel(
            Optional<String> name,
            Optional<List<Integer>> numbers,
            Set<Size> sizes,
            Map<UUID, Integer> byId,
            Map<Long, Size> byNumber,
            Map<Size, Integer> bySize) {}

    record Numbers(BigDecimal decimal, BigInteger integer, double fine) {}

    record Texts(String text, List<Integer> list, Map<String, Integer> map) {}

    record Tree(List<Tree> children) {}

    private final JsonCodec codec = new JsonCodec();

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private <T> String write(Class<T> type, T value) {
        return new String(codec.of(type).encode(value), UTF_8).replace('"', '\'');
    }

    private <T> T read(Class<T> type, String text) {
        return codec.of(type).decode(json(text));
    }

    private List<Violation> violations(Class<?> type, String text) {
        RecordCodec<?> records = codec.of(type);
        try {
            throw new AssertionError("read as " + records.decode(json(text)));
        } catch (QuintetException e) {
            return e.violations();
        }
    }

    private <T> String refusal(Class<T> type, T value) {
        try {
            throw new AssertionError("written as " + write(type, value));
        } catch (QuintetException e) {
            return e.getMessage();
        }
    }

    @Test
    void an_optional_is_absent_when_it_is_empty() {
        assertThat(read(Parcel.class, "{}").name()).isEmpty();
        assertThat(read(Parcel.class, "{'name':null,'numbers':null}").numbers()).isEmpty();
        assertThat(read(Parcel.class, "{'name':'a','numbers':[1]}").numbers()).contains(List.of(1));
        assertThat(write(Parcel.class, read(Parcel.class, "{'numbers':[1]}")))
                .isEqualTo("{'numbers':[1],'sizes':[],'byId':{},'byNumber':{},'bySize':{}}");
    }

    @Test
    void the_keys_of_maps_are_text_in_the_form_of_their_type() {
        String text = "{'sizes':['SMALL'],'byId':{'00000000-0000-0001-0000-000000000002':3},'byNumber':{'-4':'SMALL'},"
                + "'bySize':{'SMALL':5}}";
        assertThat(read(Parcel.class, text))
                .isEqualTo(new Parcel(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(Size.SMALL),
                        Map.of(new UUID(1, 2), 3),
                        Map.of(-4L, Size.SMALL),
                        Map.of(Size.SMALL, 5)));
        assertThat(write(Parcel.class, read(Parcel.class, text))).isEqualTo(text);
        assertThat(violations(Parcel.class, "{'byNumber':{'4':'SMALL','+4':'SMALL'}}"))
                .containsExactly(new Violation("/byNumber/+4", "stands twice (expected: once)"));
    }

    @Test
    void constants_that_are_not_known_read_as_the_marked_one() {
        Parcel read = read(Parcel.class, "{'sizes':['SMALL','HUGE','TINY'],'bySize':{'HUGE':1,'SMALL':2,'TINY':3}}");
        assertThat(read.sizes()).containsExactly(Size.SMALL, Size.OTHER);
        assertThat(read.bySize()).containsOnlyKeys(Size.SMALL, Size.OTHER);
    }

    @Test
    void a_union_tells_first_which_record_it_is() {
        Drawing drawing = new Drawing(new Group("g", List.of(new Circle(1.5)), Optional.of(new Circle(2))));
        String text = "{'shape':{'type':'Group','name':'g','shapes':[{'type':'Circle','radius':1.5}],"
                + "'frame':{'type':'Circle','radius':2.0}}}";
        assertThat(write(Drawing.class, drawing)).isEqualTo(text);
        assertThat(read(Drawing.class, text)).isEqualTo(drawing);
        assertThat(write(Circle.class, new Circle(1))).as("not in a union").isEqualTo("{'radius':1.0}");
    }

    @Test
    void a_union_may_tell_anywhere_which_record_it_is() {
        assertThat(read(
                        Drawing.class,
                        "{'x':{'type':'y'},'shape' : {'\u00e9':{'type':{'type':'Circle'}},'shapes':[ {'radius':1.5 ,"
                            + " 'type':'Circle'},{'type':'Circle'}],'frame':{'radius':2,'type':'Circle'},'type':'Group'"
                            + " ,'name':'g'}}"))
                .isEqualTo(new Drawing(
                        new Group("g", List.of(new Circle(1.5), new Circle(0)), Optional.of(new Circle(2)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'shape':{}}|/shape/type|absent (expected: one of [Circle, Group])",
                "{'shape':{'radius':1}}|/shape/type|absent (expected: one of [Circle, Group])",
                "{'shape':{'radius':1,'type':7}}|/shape/type|absent (expected: one of [Circle, Group])",
                "{'shape':{'type':7}}|/shape/type|7 (expected: one of [Circle, Group])",
                "{'shape':{'type':'Square','side':1}}|/shape/type|\"Square\" (expected: one of [Circle, Group])",
                "{'shape':{'side':1,'type':'Square'}}|/shape/type|\"Square\" (expected: one of [Circle, Group])",
                "{'shape':{'type':'Circle','type':'Group'}}|/shape/type|stands twice (expected: once)",
                "{'shape':{'radius':1,'type':'Circle','type':'Group'}}|/shape/type|stands twice (expected: once)",
                "{'shape':{'type':'Circle','radius':'a'}}|/shape/radius|\"a\" (expected: a number)",
                "{'shape':{'radius':'a','type':'Circle'}}|/shape/radius|\"a\" (expected: a number)",
                "{'shape':[]}|/shape|an array (expected: an object)",
            })
    void points_to_what_does_not_fit_in_a_union(String text, String pointer, String message) {
        assertThat(violations(Drawing.class, text)).containsExactly(new Violation(pointer, message));
    }

    @Test
    void unions_that_tell_last_cost_one_more_pass_and_not_one_per_level() {
        int width = 200_000;
        String wide = "{'shape':{'shapes':[" + "{'radius':1,'type':'Circle'},".repeat(width)
                + "{'type':'Circle'}],'type':'Group'}}";
        assertThat(((Group) read(Drawing.class, wide).shape()).shapes()).hasSize(width + 1);
        int deep = 47;
        String nested = "{'shape':" + "{'shapes':[".repeat(deep)
                + "],'type':'Group'}".repeat(deep).replaceFirst("],", "],") + "}";
        assertThat(read(Drawing.class, nested).shape()).isInstanceOf(Group.class);
    }

    sealed interface Vehicle permits Car {}

    record Car(String type) implements Vehicle {}

    record Garage(Vehicle vehicle) {}

    @Test
    void a_component_named_type_is_refused_in_a_union() {
        assertThatThrownBy(() -> codec.of(Garage.class))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("Car.type")
                .hasMessageContaining("Vehicle")
                .hasMessageContaining("mend:");
        assertThat(write(Car.class, new Car("van"))).isEqualTo("{'type':'van'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1e-1000000000", "1e99999999999999", "-1E+2147483648", "1e1001"})
    void exponents_out_of_this_world_cost_nothing_and_are_refused(String number) {
        assertThat(violations(Numbers.class, "{'decimal':" + number + "}"))
                .singleElement()
                .extracting(Violation::pointer)
                .isIn("/decimal", "");
        assertThat(violations(Numbers.class, "{'integer':" + number + "}"))
                .singleElement()
                .extracting(Violation::pointer)
                .isEqualTo("/integer");
        assertThat(read(Numbers.class, "{'other':" + number + "}").decimal()).isNull();
    }

    @Test
    void numbers_have_at_most_a_thousand_digits_both_ways() {
        String longest = "9".repeat(Limits.MAX_DIGITS);
        Numbers numbers = new Numbers(new BigDecimal("-0." + longest), new BigInteger("-" + longest), 0);
        assertThat(read(Numbers.class, write(Numbers.class, numbers))).isEqualTo(numbers);
        assertThat(violations(Numbers.class, "{'integer':9" + longest + "}"))
                .extracting(Violation::pointer)
                .containsExactly("/integer");
        assertThat(refusal(Numbers.class, new Numbers(null, new BigInteger(longest + "9"), 0)))
                .contains("/integer: an integer beyond a limit (expected: at most 1000 digits)");
        assertThat(refusal(Numbers.class, new Numbers(new BigDecimal(BigInteger.ONE, -1_000_000_000), null, 0)))
                .contains("/decimal: a number beyond a limit");
    }

    @Test
    void collections_and_keys_have_limits_both_ways() {
        String elements = "1,".repeat(Limits.MAX_ELEMENTS);
        assertThat(violations(Texts.class, "{'list':[" + elements + "1]}"))
                .containsExactly(new Violation("/list/1000000", "1000001 elements (expected: at most 1000000)"));
        List<Integer> list = Collections.nCopies(Limits.MAX_ELEMENTS, 1);
        assertThat(read(Texts.class, write(Texts.class, new Texts("", list, Map.of())))
                        .list())
                .isEqualTo(list);
        assertThat(refusal(Texts.class, new Texts("", Collections.nCopies(Limits.MAX_ELEMENTS + 1, 1), Map.of())))
                .contains("/list: 1000001 elements");
        String longest = "k".repeat(Limits.MAX_KEY);
        assertThat(read(Texts.class, write(Texts.class, new Texts("", List.of(), Map.of(longest, 1))))
                        .map())
                .containsKey(longest);
        assertThat(violations(Texts.class, "{'map':{'" + longest + "kkkk':1}}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("names of 10000"));
        assertThat(refusal(Texts.class, new Texts("", List.of(), Map.of(longest + "k", 1))))
                .contains("/map: 10001 characters in a key");
    }

    @Test
    void texts_have_a_limit_both_ways() {
        String longest = "\u00e9".repeat(Limits.MAX_TEXT);
        assertThat(read(Texts.class, write(Texts.class, new Texts(longest, List.of(), Map.of())))
                        .text())
                .hasSize(Limits.MAX_TEXT);
        assertThat(violations(Texts.class, "{'text':'" + longest + "x'}"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("texts of 16777216 characters"));
        assertThat(refusal(Texts.class, new Texts(longest + "x", List.of(), Map.of())))
                .contains("/text: 16777217 characters (expected: at most 16777216)");
    }

    @Test
    void depth_has_a_limit_both_ways_so_that_a_list_within_itself_is_an_error() {
        List<Tree> children = new ArrayList<>();
        Tree tree = new Tree(children);
        children.add(tree);
        assertThat(refusal(Tree.class, tree)).contains("at most 100");
        assertThat(violations(Tree.class, "{'children':[".repeat(51)))
                .containsExactly(new Violation(
                        "/children/0".repeat(50),
                        "beyond a limit (expected: at most 100 levels, texts of 16777216 characters, names of 10000,"
                                + " numbers of 1000 digits)"));
    }

    @Test
    void half_a_surrogate_pair_travels_as_an_escape() {
        Texts half = new Texts("a\ud83c", List.of(), Map.of());
        assertThat(write(Texts.class, half)).contains("'a\\uD83C'");
        assertThat(read(Texts.class, write(Texts.class, half))).isEqualTo(half);
    }
}
