package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class KillTest {
    @Test
    void reads_name_and_order() {
        assertThat(Kill.parse("kitchen@200")).isEqualTo(new Kill("kitchen", 200));
    }

    @Test
    void refuses_a_name_that_no_process_has() {
        assertThatThrownBy(() -> Kill.parse("cellar@3"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("\"cellar@3\": no process \"cellar\" (expected one of: api, consumer, order");
    }

    @Test
    void refuses_what_is_not_name_and_order() {
        for (String text :
                new String[] {"kitchen", "kitchen@", "kitchen@x", "kitchen@0", "kitchen@-1", "kitchen@99999999999"}) {
            assertThatThrownBy(() -> Kill.parse(text))
                    .as(text)
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("\"" + text + "\" (expected: name@order");
        }
    }
}
