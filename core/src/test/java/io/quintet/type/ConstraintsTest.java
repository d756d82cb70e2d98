package io.quintet.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Bounds;
import io.quintet.InvalidContractException;
import io.quintet.Required;
import io.quintet.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConstraintsTest {
    public record Item(
            @Required @Nullable String name,
            @Bounds(least = 1, most = 9) int quantity,
            @Bounds(least = 0) BigDecimal price) {}

    public record Order(
            @Required List<Item> items,
            @Bounds(most = 3) @Nullable String note,
            Optional<Item> gift,
            Map<String, Item> extras,
            @Required Optional<Integer> table,
            @Nullable Order before) {}

    public record Free(String text, List<String> texts) {}

    private static final Item GOOD = new Item("soup", 1, BigDecimal.TEN);
    private final Constraints constraints = Objects.requireNonNull(Constraints.of(RecordType.of(Order.class)));

    @Test
    void finds_nothing_wrong_with_what_is_right() {
        assertThat(constraints.violations(
                        new Order(List.of(GOOD), "abc", Optional.empty(), Map.of(), Optional.of(3), null)))
                .isEmpty();
        assertThat(constraints.violations(
                        new Order(List.of(GOOD), null, Optional.of(GOOD), Map.of("a", GOOD), Optional.of(3), null)))
                .isEmpty();
    }

    @Test
    void finds_what_is_wrong_wherever_it_is() {
        Item nameless = new Item(null, 10, new BigDecimal("-0.01"));
        Item empty = new Item("", 0, BigDecimal.ZERO);
        Order before =
                new Order(List.of(), "abcd", Optional.of(empty), Map.of("a/b", nameless), Optional.empty(), null);
        Order order = new Order(List.of(GOOD, nameless), null, Optional.empty(), Map.of(), Optional.of(1), before);

        assertThat(constraints.violations(order))
                .containsExactly(
                        new Violation("/items/1/name", "null (expected: a value)"),
                        new Violation("/items/1/quantity", "10 (expected: from 1 to 9)"),
                        new Violation("/items/1/price", "-0.01 (expected: at least 0)"),
                        new Violation("/before/items", "empty (expected: a value)"),
                        new Violation("/before/note", "4 characters (expected: at most 3)"),
                        new Violation("/before/gift/name", "\"\" (expected: a value)"),
                        new Violation("/before/gift/quantity", "0 (expected: from 1 to 9)"),
                        new Violation("/before/extras/a~1b/name", "null (expected: a value)"),
                        new Violation("/before/extras/a~1b/quantity", "10 (expected: from 1 to 9)"),
                        new Violation("/before/extras/a~1b/price", "-0.01 (expected: at least 0)"),
                        new Violation("/before/table", "empty (expected: a value)"));
    }

    @Test
    void there_are_none_where_nothing_asks_for_any() {
        assertThat(Constraints.of(RecordType.of(Free.class))).isNull();
    }

    public record Primitive(@Required int number) {}

    public record Boundless(@Bounds(most = 1) boolean flag) {}

    public record Upside(@Bounds(least = 2, most = 1) int number) {}

    @Test
    void refuses_constraints_that_mean_nothing() {
        assertThatThrownBy(() -> Constraints.of(RecordType.of(Primitive.class)))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("Primitive.number: @Required on a primitive");
        assertThatThrownBy(() -> Constraints.of(RecordType.of(Boundless.class)))
                .hasMessageContaining("Boundless.flag: @Bounds on a boolean");
        assertThatThrownBy(() -> Constraints.of(RecordType.of(Upside.class)))
                .hasMessageContaining("Upside.number: @Bounds from 2 to 1");
    }
}
