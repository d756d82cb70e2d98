package io.quintet.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Id;
import io.quintet.InvalidContractException;
import io.quintet.UnknownValue;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTypeTest {
    enum Size {
        @Id(0)
        SMALL,
        LARGE {
            @Override
            public String toString() {
                return "very large";
            }
        }
    }

    sealed interface Shape permits Circle, Polygon {}

    sealed interface Polygon extends Shape permits Square, Group {}

    @Id(7)
    record Circle(double radius) implements Shape {}

    record Square(double side) implements Polygon {}

    record Group(List<Shape> shapes) implements Polygon {}

    record Parcel(
            @Id(3) String name,
            Collection<UUID> ids,
            Set<Size> sizes,
            Map<Integer, Shape> shapes,
            Optional<BigDecimal> price,
            Size size) {}

    record Primitives(boolean truth, byte tiny, short little, int normal, long big, float coarse, double fine) {}

    record Tree(String name, List<Tree> children, Optional<Tree> parent, Tree twin) {}

    record Positive(int number, String text) {
        Positive {
            if (number < 1) {
                throw new IllegalArgumentException("number: " + number + " (expected: > 0)");
            }
            if (text != null) {
                text = text.strip();
            }
        }
    }

    private static TypeModel type(Class<?> record, String component) {
        Component found = RecordType.of(record).component(component);
        assertThat(found).isNotNull();
        return found.type();
    }

    private static Object build(Class<?> type) {
        return RecordType.of(type).draft().build();
    }

    @Test
    void every_type_of_a_record_is_told_apart() {
        RecordType parcel = RecordType.of(Parcel.class);
        assertThat(parcel.name()).isEqualTo("Parcel");
        assertThat(parcel.components()).extracting(Component::index).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(parcel.components()).extracting(Component::id).containsExactly(3, null, null, null, null, null);
        assertThat(type(Parcel.class, "name")).isEqualTo(Scalar.TEXT);
        assertThat(type(Parcel.class, "ids")).isEqualTo(new ListType(Scalar.UUID));
        assertThat(type(Parcel.class, "sizes")).isEqualTo(new SetType(EnumType.of(Size.class)));
        assertThat(type(Parcel.class, "price")).isEqualTo(new OptionalType(Scalar.DECIMAL));
        assertThat(type(Parcel.class, "shapes")).isInstanceOfSatisfying(MapType.class, map -> {
            assertThat(map.key()).isEqualTo(Scalar.INT);
            assertThat(map.value()).isInstanceOf(UnionType.class);
        });
        assertThat(parcel.components().stream().filter(Component::nullable))
                .extracting(Component::name)
                .containsExactly("name", "size");
    }

    @Test
    void a_union_lists_the_records_of_nested_interfaces_in_their_place() {
        MapType map = (MapType) type(Parcel.class, "shapes");
        UnionType union = (UnionType) map.value();
        assertThat(union.records()).extracting(RecordType::name).containsExactly("Circle", "Square", "Group");
        assertThat(union.records()).extracting(RecordType::id).containsExactly(7, null, null);
        assertThat(union.indexOf(new Square(1))).isEqualTo(1);
        assertThat(union.indexOf("Group")).isEqualTo(2);
        assertThat(union.indexOf("Polygon")).isEqualTo(-1);
        assertThat(union.expected()).isEqualTo("one of [Circle, Square, Group]");
        assertThat(((ListType) type(Group.class, "shapes")).element()).isSameAs(union);
    }

    @Test
    void a_record_is_read_once_and_may_contain_itself() {
        RecordType tree = RecordType.of(Tree.class);
        assertThat(RecordType.of(Tree.class)).isSameAs(tree);
        assertThat(type(Tree.class, "children")).isEqualTo(new ListType(tree));
        assertThat(type(Tree.class, "parent")).isEqualTo(new OptionalType(tree));
        assertThat(type(Tree.class, "twin")).isSameAs(tree);
    }

    @Test
    void primitives_are_read_and_built_with_and_without_boxes() {
        Primitives extreme =
                new Primitives(true, Byte.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 0.1f, -0.1);
        RecordType type = RecordType.of(Primitives.class);
        RecordDraft boxed = type.draft();
        type.components().forEach(each -> boxed.set(each.index(), each.get(extreme)));
        assertThat(boxed.build()).isEqualTo(extreme);

        List<Component> all = type.components();
        RecordDraft plain = type.draft();
        plain.setBoolean(0, all.get(0).getBoolean(extreme));
        plain.setLong(1, all.get(1).getInt(extreme));
        plain.setLong(2, all.get(2).getInt(extreme));
        plain.setLong(3, all.get(3).getInt(extreme));
        plain.setLong(4, all.get(4).getLong(extreme));
        plain.setDouble(5, all.get(5).getDouble(extreme));
        plain.setDouble(6, all.get(6).getDouble(extreme));
        assertThat(plain.build()).isEqualTo(extreme);
        assertThat(all.get(3).getLong(extreme)).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void what_is_missing_has_its_default() {
        assertThat(build(Primitives.class)).isEqualTo(new Primitives(false, (byte) 0, (short) 0, 0, 0, 0, 0));
        assertThat(build(Parcel.class))
                .isEqualTo(new Parcel(null, List.of(), Set.of(), Map.of(), Optional.empty(), null));
    }

    @Test
    void the_records_own_constructor_has_the_last_word() {
        assertThatThrownBy(() -> build(Positive.class))
                .isInstanceOf(RecordRefused.class)
                .hasMessage("number: 0 (expected: > 0)");
        RecordDraft draft = RecordType.of(Positive.class).draft();
        draft.setLong(0, 3);
        draft.set(1, " a ");
        assertThat(draft.build()).isEqualTo(new Positive(3, "a"));
    }

    record Picky(String text) {
        Picky {
            text = text.strip();
        }
    }

    @Test
    void what_the_jvm_says_of_a_null_does_not_leave() {
        assertThatThrownBy(() -> build(Picky.class))
                .isInstanceOf(RecordRefused.class)
                .hasMessageContaining("refused by its own checks");
    }

    @Test
    void a_component_is_marked_once() {
        RecordDraft draft = RecordType.of(Primitives.class).draft();
        assertThat(draft.mark(6)).isTrue();
        assertThat(draft.mark(5)).isTrue();
        assertThat(draft.mark(6)).isFalse();
    }

    enum Tolerant {
        KNOWN,
        @UnknownValue
        OTHER
    }

    @Test
    void an_enum_reads_names_and_what_it_does_not_know_as_the_marked_constant() {
        assertThat(EnumType.of(Size.class).parse("LARGE")).isEqualTo(Size.LARGE);
        assertThat(EnumType.of(Size.class).print(Size.LARGE)).isEqualTo("LARGE");
        assertThat(EnumType.of(Size.class).parse("HUGE")).isNull();
        assertThat(EnumType.of(Size.class).expected()).isEqualTo("one of [SMALL, LARGE]");
        assertThat(EnumType.of(Size.class).constants())
                .extracting(EnumType.Constant::id)
                .containsExactly(0, null);
        assertThat(EnumType.of(Tolerant.class).parse("HUGE")).isEqualTo(Tolerant.OTHER);
        assertThat(EnumType.of(Tolerant.class).unknown()).isEqualTo(Tolerant.OTHER);
    }

    record WithObject(List<Object> things) {}

    @SuppressWarnings("ArrayRecordComponent")
    record WithArray(int[] numbers) {}

    record Generic<T>(T value) {}

    record WithGeneric(Generic<String> value) {}

    record WithWildcard(List<? extends Number> values) {}

    record WithStrangeKeys(Map<Size, Map<Double, String>> map) {}

    record OptionalOfOptional(Optional<Optional<String>> value) {}

    record ListOfOptional(List<Optional<String>> value) {}

    sealed interface Open permits NotARecord {}

    static non-sealed class NotARecord implements Open {}

    record WithOpenUnion(Open value) {}

    static final class First {
        record Same() implements Twice {}
    }

    record Same() implements Twice {}

    sealed interface Twice permits Same, First.Same {}

    record WithTwice(Twice value) {}

    record IdZero(@Id(0) String value) {}

    record IdReserved(@Id(19_500) String value) {}

    record IdTwice(@Id(1) String value, @Id(1) String other) {}

    enum TwoUnknowns {
        @UnknownValue
        A,
        @UnknownValue
        B
    }

    record WithTwoUnknowns(TwoUnknowns value) {}

    enum Negative {
        @Id(-1)
        A
    }

    record WithNegative(Negative value) {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                WithObject.class,
                WithArray.class,
                Generic.class,
                WithGeneric.class,
                WithWildcard.class,
                WithStrangeKeys.class,
                OptionalOfOptional.class,
                ListOfOptional.class
            })
    void what_cannot_travel_is_refused_with_the_component_and_the_mend(Class<?> type) {
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> RecordType.of(type))
                    .isInstanceOf(InvalidContractException.class)
                    .hasMessageStartingWith(type.getSimpleName() + ".")
                    .hasMessageContaining("(mend: ");
        }
    }

    @Test
    void contradictions_are_refused_with_the_place_and_the_mend() {
        assertThatThrownBy(() -> RecordType.of(String.class))
                .hasMessage("java.lang.String: not a record (mend: make it one)");
        assertThatThrownBy(() -> RecordType.of(WithOpenUnion.class))
                .hasMessageContaining("Open.NotARecord: not a record");
        assertThatThrownBy(() -> RecordType.of(WithTwice.class))
                .hasMessageContaining("Twice.Same: two records of one name");
        assertThatThrownBy(() -> RecordType.of(IdZero.class)).hasMessageContaining("IdZero.value: @Id(0) (mend: ");
        assertThatThrownBy(() -> RecordType.of(IdReserved.class)).hasMessageContaining("@Id(19500) (mend: ");
        assertThatThrownBy(() -> RecordType.of(IdTwice.class))
                .hasMessageContaining("IdTwice.other: @Id(1) is that of IdTwice.value, too");
        assertThatThrownBy(() -> RecordType.of(WithTwoUnknowns.class))
                .hasMessageContaining("TwoUnknowns.B: @UnknownValue is on A, too");
        assertThatThrownBy(() -> RecordType.of(WithNegative.class)).hasMessageContaining("Negative.A: @Id(-1) (mend: ");
    }
}
