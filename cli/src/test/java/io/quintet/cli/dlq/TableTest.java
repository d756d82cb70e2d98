package io.quintet.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
    private final StringWriter out = new StringWriter();

    @Test
    void columns_are_aligned_and_numbers_stand_to_the_right() {
        Table table = new Table("ID", "NAME", "LAST");
        table.add(List.of("7", "火鍋", "x"));
        table.add(List.of("128", "abc", "y\nz"));
        table.print(new PrintWriter(out, true));
        assertThat(out.toString().lines()).containsExactly(" ID  NAME  LAST", "  7  火鍋  x", "128  abc   y\uFFFDz");
    }
}
