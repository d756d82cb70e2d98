package io.quintet.faults.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    private Path directory;

    private Path written() {
        Path file = directory.resolve("history.jsonl");
        try (History history = History.create(file, "n1")) {
            history.add(Event.Type.INVOKE, "note", "o-1", "k", 1, 1, "");
            history.add(Event.Type.INFO, "note", "o-1", "k", 1, 1, "said \"no\"\n");
        }
        return file;
    }

    @Test
    void what_was_written_is_read() {
        assertThat(HistoryReader.read(written()))
                .extracting(Event::type, Event::node, Event::op, Event::key, Event::seq, Event::note)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Event.Type.INVOKE, "n1", "o-1", "k", 1L, ""),
                        org.assertj.core.groups.Tuple.tuple(Event.Type.INFO, "n1", "o-1", "k", 1L, "said \"no\"\n"));
    }

    @Test
    void a_line_is_in_the_file_before_the_history_is_closed() {
        Path file = directory.resolve("open.jsonl");
        try (History history = History.create(file, "n1")) {
            history.add(Event.Type.INVOKE, "note", "o-1", "k", 1, 1, "");
            assertThat(HistoryReader.read(file)).hasSize(1);
        }
    }

    @Test
    void a_torn_last_line_is_passed_over_and_other_damage_is_named() throws IOException {
        Path file = written();
        Files.writeString(file, "{\"type\":\"ok\",\"no", StandardOpenOption.APPEND);
        assertThat(HistoryReader.read(file)).hasSize(2);
        Files.writeString(file, "de\"}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> HistoryReader.read(file)).hasMessageContaining("history.jsonl:4: no event");
    }

    @Test
    void a_last_line_that_is_torn_within_a_character_is_passed_over() throws IOException {
        Path file = written();
        byte[] line = "{\"note\":\"\u00fc".getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(line, line.length - 1), StandardOpenOption.APPEND);
        assertThat(HistoryReader.read(file)).hasSize(2);
    }

    @Test
    void a_history_is_never_written_over() {
        written();
        assertThatThrownBy(this::written).hasMessageContaining("history.jsonl: cannot be made");
    }
}
