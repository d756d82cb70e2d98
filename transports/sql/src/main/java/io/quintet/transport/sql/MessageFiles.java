package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.util.List;

/** Opens messages.db and groups.db. */
final class MessageFiles implements Connections.Opener {
    private static final long MIB = 1024 * 1024;

    private final SqlSettings settings;

    MessageFiles(SqlSettings settings) {
        this.settings = settings;
    }

    @Override
    public Database messages(Durability durability) {
        return StoreFile.MESSAGES.open(settings.directory(), durability);
    }

    @Override
    public Database groups(Durability durability) {
        return StoreFile.GROUPS.open(settings.directory(), durability);
    }

    @Override
    public void check(Connections all) {
        checkPair(all.reading(), all.positions());
        if (settings.maxSizeMib() > 0) {
            long pages = settings.maxSizeMib() * MIB / all.writing().number("PRAGMA page_size");
            for (Database each : List.of(all.writing(), all.catalog(), all.keeping())) {
                each.execute("PRAGMA max_page_count=" + pages);
            }
        }
    }

    /** Positions beside the messages of another store would skip messages, or never come to an end. */
    private static void checkPair(Database reading, Database positions) {
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
                    positions.name() + ": belongs to store " + groups + " (expected: " + messages + ", that of "
                            + reading.name() + "); restore both files together, or move both away to start anew");
        }
    }
}
