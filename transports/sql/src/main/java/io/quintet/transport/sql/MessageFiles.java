package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections of a transport, each for one thread or guarded by a lock.
 *
 * @param writing messages.db, for the writer
 * @param catalog messages.db, for channels
 * @param keeping messages.db, for retention and checkpoints, which may take long
 * @param reading messages.db, for the reader
 * @param positions groups.db
 * @param ownership groups.db, to look up who owns a shard
 * @param dead groups.db, for dead letters
 */
record MessageFiles(
        Sqlite writing,
        Sqlite catalog,
        Sqlite keeping,
        Sqlite reading,
        Sqlite positions,
        Sqlite ownership,
        Sqlite dead) {
    private static final long MIB = 1024 * 1024;

    /** Opens them all, or none. */
    static MessageFiles open(SqlSettings settings) {
        Path directory = settings.directory();
        List<Sqlite> open = new ArrayList<>();
        try {
            open.add(StoreFile.MESSAGES.open(directory, Durability.POWER_LOSS));
            open.add(StoreFile.MESSAGES.open(directory, Durability.POWER_LOSS));
            // what power loss brings back here is removed once more
            open.add(StoreFile.MESSAGES.open(directory, Durability.PROCESS_LOSS));
            open.add(StoreFile.MESSAGES.open(directory, Durability.POWER_LOSS));
            open.add(StoreFile.GROUPS.open(directory, Durability.PROCESS_LOSS));
            open.add(StoreFile.GROUPS.open(directory, Durability.PROCESS_LOSS));
            open.add(StoreFile.GROUPS.open(directory, Durability.POWER_LOSS));
            MessageFiles files = new MessageFiles(
                    open.get(0), open.get(1), open.get(2), open.get(3), open.get(4), open.get(5), open.get(6));
            files.checkPair();
            if (settings.maxSizeMib() > 0) {
                long pages = settings.maxSizeMib() * MIB / files.writing.number("PRAGMA page_size");
                files.writing.execute("PRAGMA max_page_count=" + pages);
                files.catalog.execute("PRAGMA max_page_count=" + pages);
                files.keeping.execute("PRAGMA max_page_count=" + pages);
            }
            return files;
        } catch (StoreException e) {
            open.forEach(Sqlite::close);
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            open.forEach(Sqlite::close);
            throw e;
        }
    }

    /** Positions beside the messages of another store would skip messages, or never come to an end. */
    private void checkPair() {
        String messages = reading.text("SELECT id FROM store");
        String groups = positions.text("SELECT id FROM store");
        if (groups.isEmpty()) {
            groups = positions.write(() -> {
                positions.execute(
                        "INSERT INTO store(id) SELECT '" + messages + "' WHERE NOT EXISTS (SELECT 1 FROM store)");
                return positions.text("SELECT id FROM store");
            });
        }
        if (!groups.equals(messages)) {
            throw new ConfigurationException(
                    positions.file() + ": belongs to store " + groups + " (expected: " + messages + ", that of "
                            + reading.file() + "); restore both files together, or move both away to start anew");
        }
    }
}
