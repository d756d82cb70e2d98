package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteNewsTest {
    @TempDir
    Path directory;

    private Sqlite reading;
    private Sqlite writing;
    private SqliteNews news;
    private int written;

    @BeforeEach
    void open() {
        reading = StoreFile.MESSAGES.open(directory, Durability.PROCESS_LOSS);
        writing = StoreFile.MESSAGES.open(directory, Durability.PROCESS_LOSS);
        news = new SqliteNews(reading);
    }

    @AfterEach
    void close() {
        reading.close();
        writing.close();
    }

    private void write(long channel) {
        writing.write(() -> {
            writing.execute("INSERT INTO segment(channel, last, at, shards, body) VALUES (" + channel + ", " + ++written
                    + ", 0, 1, x'00')");
            return null;
        });
    }

    private List<Long> since(Long... watched) {
        List<Long> channels = new ArrayList<>();
        news.since(List.of(watched), channels::add);
        return channels;
    }

    @Test
    void names_what_was_written_to_since_it_was_last_asked() {
        since(1L, 2L);
        assertThat(since(1L, 2L)).isEmpty();
        write(2);
        assertThat(since(1L, 2L)).containsExactly(2L);
        assertThat(since(1L, 2L)).isEmpty();
    }

    @Test
    void names_all_that_are_watched_after_a_while_in_which_none_was_and_nothing_of_that_while() {
        since(1L);
        since();
        for (int i = 0; i < 10; i++) {
            write(3);
        }
        assertThat(since(1L, 2L)).containsExactly(1L, 2L);
        write(2);
        assertThat(since(1L, 2L)).containsExactly(2L);
    }

    @Test
    void names_all_that_are_watched_when_it_is_asked_for_the_first_time() {
        write(3);
        assertThat(since(1L, 2L)).containsExactly(1L, 2L);
        assertThat(since(1L, 2L)).isEmpty();
    }
}
