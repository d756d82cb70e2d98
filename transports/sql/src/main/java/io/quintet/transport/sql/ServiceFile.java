package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a service's own database: any SQLite database will do, Quintet adds its tables to it. */
final class ServiceFile {
    private ServiceFile() {}

    static Sqlite open(Path file, Durability durability) {
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory != null) {
            DataDirectory.prepare(directory);
        }
        try {
            if (Files.isDirectory(absolute)) {
                throw new ConfigurationException(
                        file + ": a directory (expected: a SQLite database, or a path that is free)");
            }
            if (Files.exists(absolute) && !Files.isWritable(absolute)) {
                throw new ConfigurationException(file + ": read-only (expected: a file that this process may write)");
            }
            SqliteHeader.read(absolute).ifPresent(header -> header.checkLength(absolute));
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e, e);
        }
        try {
            Sqlite sqlite = Sqlite.open(file);
            try {
                sqlite.turnToWal();
                create(sqlite);
                return sqlite.writer(durability);
            } catch (RuntimeException e) {
                sqlite.close();
                throw e;
            }
        } catch (StoreException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void create(Sqlite sqlite) {
        try {
            if (sqlite.number(ServiceTables.COMPLETE) == 0) {
                sqlite.write(() -> {
                    ServiceTables.STATEMENTS.forEach(table -> sqlite.execute(Dialect.SQLITE.definition(table)));
                    return null;
                });
            }
            ServiceTables.PROBES.forEach(sqlite::number);
        } catch (StoreException e) {
            throw new ConfigurationException(
                    e.getMessage()
                            + " (expected: that OUTBOX, OUTBOX_RELAY and PROCESSED_MESSAGES are either absent or as"
                            + " Quintet makes them)",
                    e);
        }
    }
}
