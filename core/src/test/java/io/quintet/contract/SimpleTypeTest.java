package io.quintet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SimpleTypeTest {
    enum Size {
        SMALL,
        LARGE {
            @Override
            public String toString() {
                return "very large";
            }
        }
    }

    record Box(Size size) {}

    @Test
    void reads_the_plain_text_of_each_type() {
        UUID uuid = new UUID(1, 2);

        assertThat(SimpleType.parse(String.class, "a b")).isEqualTo("a b");
        assertThat(SimpleType.parse(int.class, "-5")).isEqualTo(-5);
        assertThat(SimpleType.parse(Long.class, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(SimpleType.parse(double.class, "1.5")).isEqualTo(1.5);
        assertThat(SimpleType.parse(boolean.class, "true")).isEqualTo(true);
        assertThat(SimpleType.parse(BigDecimal.class, "1.50")).isEqualTo(new BigDecimal("1.50"));
        assertThat(SimpleType.parse(UUID.class, uuid.toString())).isEqualTo(uuid);
        assertThat(SimpleType.parse(Instant.class, "2026-01-31T12:00:00Z"))
                .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(SimpleType.parse(LocalDate.class, "2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(SimpleType.parse(Duration.class, "PT2S")).isEqualTo(Duration.ofSeconds(2));
        assertThat(SimpleType.parse(Size.class, "SMALL")).isEqualTo(Size.SMALL);
    }

    @Test
    void reads_nothing_from_other_text() {
        assertThat(SimpleType.parse(int.class, "abc")).isNull();
        assertThat(SimpleType.parse(int.class, "2147483648")).isNull();
        assertThat(SimpleType.parse(boolean.class, "yes")).isNull();
        assertThat(SimpleType.parse(UUID.class, "1-1-1-1-1")).as("short groups").isNull();
        assertThat(SimpleType.parse(LocalDate.class, "2026-02-30")).isNull();
        assertThat(SimpleType.parse(Size.class, "small")).isNull();
    }

    @Test
    void says_what_it_expects() {
        assertThat(SimpleType.expected(int.class)).isEqualTo("an integer of 32 bits");
        assertThat(SimpleType.expected(UUID.class)).isEqualTo("a UUID");
        assertThat(SimpleType.expected(Size.class)).startsWith("one of [SMALL");
    }

    @Test
    void lists_and_records_are_not_simple() {
        assertThat(SimpleType.is(List.class)).isFalse();
        assertThat(SimpleType.is(Box.class)).isFalse();
        assertThat(SimpleType.is(Size.class)).isTrue();
    }

    @Test
    void writes_an_enum_by_its_name_so_that_it_can_be_read() {
        ComponentModel component = ComponentModel.of(Box.class.getRecordComponents()[0]);

        assertThat(component.text(new Box(Size.LARGE))).isEqualTo("LARGE");
        assertThat(component.text(new Box(null))).isNull();
    }
}
