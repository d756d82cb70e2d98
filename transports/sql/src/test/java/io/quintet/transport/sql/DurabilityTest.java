package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final int NORMAL = 1;
    private static final int FULL = 2;

    @TempDir
    Path directory;

    @Test
    void messages_and_dead_letters_survive_the_loss_of_power_and_positions_that_of_processes() {
        Connections files = Connections.open(new MessageFiles(SqlSettings.of(
                Fixtures.context("i", Fixtures.settings(directory)).settings())));
        Map<Database, Integer> expected = Map.of(
                files.writing(), FULL,
                files.catalog(), FULL,
                files.keeping(), NORMAL,
                files.positions(), NORMAL,
                files.dead(), FULL);
        expected.forEach((sqlite, synchronous) -> {
            assertThat(sqlite.number("PRAGMA synchronous")).isEqualTo(synchronous.longValue());
            assertThat(sqlite.text("PRAGMA journal_mode")).isEqualTo("wal");
        });
        files.reading().close();
        files.ownership().close();
        expected.keySet().forEach(Database::close);
    }

    @Test
    void a_service_database_survives_the_loss_of_power() {
        try (Sqlite sqlite = ServiceFile.open(directory.resolve("service.db"), Durability.POWER_LOSS)) {
            assertThat(sqlite.number("PRAGMA synchronous")).isEqualTo(FULL);
            assertThat(sqlite.text("PRAGMA journal_mode")).isEqualTo("wal");
        }
    }
}
