package io.quintet.examples.fooddelivery.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvTest {
    private static final List<String> HEADER = List.of("id", "cents");

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("menu.csv"), text, StandardCharsets.UTF_8);
    }

    @Test
    void reads_rows_below_the_header() throws IOException {
        List<Csv.Row> rows = Csv.read(file("id,cents\nr1,700\nr2,800\n"), HEADER);
        assertThat(rows).extracting(row -> row.text("id")).containsExactly("r1", "r2");
        assertThat(rows.get(1).integer("cents", 1, 1000)).isEqualTo(800);
    }

    @Test
    void names_file_line_value_and_expectation() throws IOException {
        Csv.Row row = Csv.read(file("id,cents\nr1,700\nr2,many\n"), HEADER).get(1);
        assertThatThrownBy(() -> row.integer("cents", 1, 1000))
                .isInstanceOf(DataException.class)
                .hasMessage(directory.resolve("menu.csv")
                        + ":3: cents: \"many\" (expected: a whole number from 1 to 1000)");
    }

    @Test
    void refuses_a_number_out_of_range() throws IOException {
        Csv.Row row = Csv.read(file("id,cents\nr1,0\n"), HEADER).getFirst();
        assertThatThrownBy(() -> row.integer("cents", 1, 1000)).hasMessageContaining(":2: cents: \"0\"");
    }

    @Test
    void refuses_an_empty_field() throws IOException {
        Csv.Row row = Csv.read(file("id,cents\n,1\n"), HEADER).getFirst();
        assertThatThrownBy(() -> row.text("id")).hasMessageContaining(":2: id: \"\" (expected: not empty)");
    }

    @Test
    void refuses_a_row_with_a_field_too_many() throws IOException {
        Path file = file("id,cents\nr1,1,2\n");
        assertThatThrownBy(() -> Csv.read(file, HEADER)).hasMessageContaining(":2: \"r1,1,2\": 3 fields (expected: 2");
    }

    @Test
    void refuses_another_header() throws IOException {
        Path file = file("id;cents\n");
        assertThatThrownBy(() -> Csv.read(file, HEADER))
                .hasMessageContaining(":1: \"id;cents\" (expected: \"id,cents\")");
    }

    @Test
    void refuses_a_file_without_rows_one_that_is_not_there_and_one_that_is_no_text() throws IOException {
        Path empty = file("id,cents\n");
        assertThatThrownBy(() -> Csv.read(empty, HEADER)).hasMessageContaining("no rows (expected: at least 1");
        Path missing = directory.resolve("missing.csv");
        assertThatThrownBy(() -> Csv.read(missing, HEADER)).hasMessageContaining("missing.csv: not found");
        Path binary = Files.write(directory.resolve("binary.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> Csv.read(binary, HEADER)).hasMessageContaining("not UTF-8 text");
    }
}
