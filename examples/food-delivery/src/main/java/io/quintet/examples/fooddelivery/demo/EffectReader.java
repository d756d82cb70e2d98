package io.quintet.examples.fooddelivery.demo;

import io.quintet.cli.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/** Reads what a table has got since the last time, read-only, and never within a transaction that stays open. */
final class EffectReader implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;

    private final EffectTable table;
    private final Path file;
    private final Connection connection;
    private long last;

    EffectReader(Path directory, EffectTable table) {
        this.table = table;
        this.file = directory.resolve(table.database() + ".db");
        if (!Files.exists(file)) {
            throw new CommandFailed(
                    file + ": not found (expected: the database of the " + table.database() + " service)");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        try {
            connection = config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What takes a row. */
    @FunctionalInterface
    interface Rows {
        void row(EffectTable table, String orderId, String effect, String channel, int version);
    }

    /** Hands over all rows that are new. */
    void read(Rows rows) {
        long before;
        do {
            before = last;
            try (PreparedStatement statement = connection.prepareStatement(table.query())) {
                statement.setLong(1, last);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        last = row.getLong(1);
                        rows.row(table, row.getString(2), row.getString(3), row.getString(4), row.getInt(5));
                    }
                }
            } catch (SQLException e) {
                throw unreadable(e);
            }
        } while (last != before);
    }

    private CommandFailed unreadable(SQLException e) {
        return new CommandFailed(file + ": table " + table.name() + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
