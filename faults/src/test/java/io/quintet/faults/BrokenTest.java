package io.quintet.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Bounds;
import io.quintet.Required;
import org.junit.jupiter.api.Test;

class BrokenTest {
    record Dish(
            @Required String name,
            @Bounds(least = 1, most = 240) int minutes) {}

    record Price(String dish, @Bounds(most = 9_000_000_000L) long cents) {}

    record Cook(String street, @Required String name) {}

    record Free(String name, int minutes) {}

    record Strict(@Bounds(least = 1) int minutes) {
        Strict {
            if (minutes < 1) {
                throw new IllegalArgumentException(minutes + " minutes (expected: at least 1)");
            }
        }
    }

    @Test
    void a_number_goes_out_of_its_bounds_and_the_rest_stays() {
        assertThat(Broken.of(new Dish("ramen", 20))).isEqualTo(new Dish("ramen", 0));
        assertThat(Broken.of(new Price("ramen", 900))).isEqualTo(new Price("ramen", 9_000_000_001L));
    }

    @Test
    void without_bounds_what_is_required_is_missing() {
        assertThat(Broken.of(new Cook("1 Road", "Ada")))
                .extracting("street", "name")
                .containsExactly("1 Road", null);
    }

    @Test
    void a_record_without_constraints_or_with_a_check_of_its_own_is_refused() {
        assertThatThrownBy(() -> Broken.of(new Free("ramen", 20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing to break (expected: an int or a long with @Bounds");
        assertThatThrownBy(() -> Broken.of(new Strict(20)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Strict: does not take [0]");
    }
}
