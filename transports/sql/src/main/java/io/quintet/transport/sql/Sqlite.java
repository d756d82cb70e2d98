package io.quintet.transport.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a SQLite file, for one thread at a time.
 *
 * <p>Writers wait for the file's lock here and not in SQLite's busy handler, which sleeps for tens of milliseconds.
 */
final class Sqlite implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sqlite.class);

    /** How long a writer waits for the file's lock; other writers hold it for a millisecond or a few. */
    static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Path file;
    private final Connection connection;
    private final Command begin;
    private final Command commit;
    private final Command rollback;
    private final Command dataVersion;

    private Sqlite(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        begin = new Command(connection, "BEGIN IMMEDIATE");
        commit = new Command(connection, "COMMIT");
        rollback = new Command(connection, "ROLLBACK");
        dataVersion = new Command(connection, "PRAGMA data_version");
    }

    /** Opens a file, which comes into being where it is absent. */
    static Sqlite open(Path file) {
        Properties properties = new Properties();
        // For what cannot wait in begin(): a reader that meets the recovery or the last close of the file.
        properties.setProperty("busy_timeout", String.valueOf(LOCK_PATIENCE.toMillis()));
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
            try {
                return new Sqlite(file, connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }

    Path file() {
        return file;
    }

    Connection connection() {
        return connection;
    }

    Command prepare(String sql) {
        try {
            return new Command(connection, sql);
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }

    long number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }

    String text(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }

    /** Changes when another connection, here or in another process, has committed. */
    long dataVersion() {
        try {
            return dataVersion.number();
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }

    /** Runs work in a transaction that has the file's write lock from the start. */
    <T extends @Nullable Object> T write(Work<T> work) {
        begin();
        try {
            T result = work.run();
            commit.update();
            return result;
        } catch (SQLException e) {
            rollback();
            throw new StoreException(file, e);
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    /** Begins a transaction that has the file's write lock. */
    void begin() {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        long wait = SHORTEST_WAIT_NANOS;
        while (true) {
            try {
                begin.update();
                return;
            } catch (SQLException e) {
                if (!StoreException.busy(e) || System.nanoTime() - deadline > 0) {
                    throw new StoreException(file, e);
                }
            }
            LockSupport.parkNanos(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT_NANOS);
        }
    }

    void commit() {
        try {
            commit.update();
        } catch (SQLException e) {
            throw new StoreException(file, e);
        }
    }

    /** Never throws: it follows a failure that says more. */
    void rollback() {
        try {
            rollback.update();
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full
            LOG.debug("{}: rollback: {}", file, e.toString());
        }
    }

    /** For connections that write through {@link #begin()}: lock waits are ours alone. */
    Sqlite writer(Durability durability) {
        execute("PRAGMA busy_timeout=0");
        durability.apply(this);
        return this;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("{}: close failed", file, e);
        }
    }

    /** Statements of one transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }
}
