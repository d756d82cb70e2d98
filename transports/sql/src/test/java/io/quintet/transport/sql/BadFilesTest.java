package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static io.quintet.transport.sql.Fixtures.transport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.spi.Receipt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BadFilesTest {
    @TempDir
    Path directory;

    private void refused(Path where, String... words) {
        assertThatThrownBy(() -> transport(where).close())
                .isInstanceOf(ConfigurationException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private void filled() throws Exception {
        try (SqlMessageTransport transport = transport(directory)) {
            for (int i = 0; i < 20; i++) {
                transport
                        .send(channel("orders", 1), List.of(message("m" + i, null, new byte[10_000])))
                        .get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(Files.exists(directory.resolve("messages.db-wal"))).isFalse();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_directory_that_is_a_file_is_refused() throws Exception {
        Path file = Files.writeString(directory.resolve("data"), "a file");
        refused(file, "directory: " + file, "is a file", "expected: a directory");
        refused(file.resolve("below"), "directory: " + file.resolve("below"), "cannot be made");
        assertThat(file).hasContent("a file");
    }

    @Test
    void a_directory_that_cannot_be_written_is_refused() {
        // /proc refuses even the superuser, under whom tests may run
        refused(Path.of("/proc/quintet"), "directory: /proc/quintet", "cannot be made");
        refused(Path.of("/proc"), "/proc", "expected: a directory that this process may write");
    }

    @Test
    void a_directory_in_place_of_the_file_is_refused() throws Exception {
        Files.createDirectory(directory.resolve("messages.db"));
        refused(directory, "messages.db: not a file", "expected: the file messages.db of Quintet");
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_alone() throws Exception {
        for (String content : List.of("short", "no database, but long enough to hold a header. ".repeat(20))) {
            Path file = Files.writeString(directory.resolve("messages.db"), content);
            refused(directory, file + ": not a SQLite database", "left as it is");
            assertThat(file).hasContent(content);
            assertThat(names()).containsExactly("messages.db");
        }
    }

    @Test
    void the_database_of_another_application_is_refused_and_left_alone() throws Exception {
        for (String name : List.of("messages.db", "groups.db")) {
            Path file = directory.resolve(name);
            Inspect.execute(file, "CREATE TABLE customer(name TEXT)", "INSERT INTO customer VALUES ('Ada')");
            byte[] before = Files.readAllBytes(file);
            refused(directory, file + ": a SQLite database of another application", "left as it is");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
            assertThat(Files.exists(directory.resolve(name + "-wal"))).isFalse();
            Files.delete(file);
        }
    }

    @Test
    void a_quintet_file_under_the_name_of_another_is_refused() throws Exception {
        filled();
        Files.move(directory.resolve("messages.db"), directory.resolve("registry.db"));
        assertThatThrownBy(() -> new SqlRegistryProvider()
                        .create(Fixtures.context("i", Fixtures.settings(directory)))
                        .close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("registry.db: a SQLite database of another application");
    }

    @Test
    void a_schema_from_the_future_is_refused() throws Exception {
        filled();
        Inspect.execute(directory.resolve("messages.db"), "PRAGMA user_version=7");
        refused(directory, "messages.db: schema version 7 (expected: 3", "update this one");
    }

    @Test
    void a_truncated_file_is_refused() throws Exception {
        filled();
        Path file = directory.resolve("messages.db");
        long size = Files.size(file);
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(size / 2);
        }
        refused(directory, file + ": truncated: " + size / 2 + " bytes (expected: " + size);
    }

    @Test
    void positions_beside_the_messages_of_another_store_are_refused() throws Exception {
        filled();
        Files.delete(directory.resolve("messages.db"));
        refused(directory, "groups.db: belongs to store", "that of", "messages.db");
    }

    @Test
    void pages_overwritten_with_rubbish_are_reported_and_nothing_is_acknowledged() throws Exception {
        filled();
        Path file = directory.resolve("messages.db");
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(4096);
            raw.write(new byte[(int) raw.length() - 4096]);
        }
        try (SqlMessageTransport transport = transport(directory)) {
            Receipt receipt = transport
                    .send(channel("orders", 1), List.of(message("m", null, "x")))
                    .get(10, TimeUnit.SECONDS)
                    .get(0);
            assertThat(((Receipt.Failed) receipt).error().code()).isEqualTo(Code.DATA_LOSS);
        } catch (ConfigurationException e) {
            assertThat(e).hasMessageContaining("messages.db").hasMessageContaining("damaged");
        }
    }

    @Test
    void a_setting_out_of_range_is_refused_with_its_name() {
        assertThatThrownBy(() -> transport(directory, "lease", "soon"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lease")
                .hasMessageContaining("soon");
    }

    @Test
    void a_service_database_that_is_no_database_is_refused_and_left_alone() throws Exception {
        Path file = Files.writeString(directory.resolve("orders.db"), "x".repeat(500));
        assertThatThrownBy(() -> database("jdbc:sqlite:" + file).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file + ": not a SQLite database");
        assertThat(file).hasContent("x".repeat(500));
        assertThatThrownBy(() -> database("jdbc:sqlite:" + directory).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a directory (expected");
    }

    @Test
    void a_service_database_in_memory_or_with_parameters_is_refused() {
        for (String url : List.of("jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:sqlite:a.db?mode=ro")) {
            assertThatThrownBy(() -> database(url).close())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("url")
                    .hasMessageContaining("expected: jdbc:sqlite: and the path of a file");
        }
    }

    @Test
    void a_service_database_with_a_foreign_outbox_is_refused() {
        Path file = directory.resolve("orders.db");
        Inspect.execute(file, "CREATE TABLE OUTBOX(mail TEXT)");
        assertThatThrownBy(() -> database("jdbc:sqlite:" + file).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("orders.db")
                .hasMessageContaining("OUTBOX");
    }

    private static io.quintet.spi.ServiceDatabase database(String url) {
        return new SqliteDatabaseProvider().open(Fixtures.context("i", java.util.Map.of("url", url)));
    }
}
