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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a SQLite file, for one thread at a time.
 *
 * <p>Writers wait for the file's lock here and not in SQLite's busy handler, which sleeps for tens of milliseconds.
 */
final class Sqlite implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(Sqlite.class);

    /** How long a writer waits for the file's lock; other writers hold it for a millisecond or a few. */
    static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private static final int RESTART_FRAMES = 16 * 1024;
    private static final long SHORTEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Path file;
    private final Connection connection;
    private final Command begin;
    private final Runnable beginning = this::beginNow;
    private final Command commit;
    private final Command rollback;
    private final Command dataVersion;

    private Sqlite(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        begin = new Command(this, "BEGIN IMMEDIATE");
        commit = new Command(this, "COMMIT");
        rollback = new Command(this, "ROLLBACK");
        dataVersion = new Command(this, "PRAGMA data_version");
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
            throw StoreException.of(file, e);
        }
    }

    Path file() {
        return file;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public StoreException failure(SQLException cause) {
        return StoreException.of(file, cause);
    }

    @Override
    public long version() {
        try {
            return dataVersion.number();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void begin() {
        waiting(beginning);
    }

    private void beginNow() {
        try {
            begin.update();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Lets the file have a WAL from now on. When two do that at once, SQLite refuses one without a wait, since each reads what the other changes. */
    void turnToWal() {
        waiting(() -> execute("PRAGMA journal_mode=WAL"));
    }

    /** Tries until the file's lock is free, at most for the patience. */
    private static void waiting(Runnable work) {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        long wait = SHORTEST_WAIT_NANOS;
        while (true) {
            try {
                work.run();
                return;
            } catch (StoreException e) {
                if (!e.busy() || System.nanoTime() - deadline > 0) {
                    throw e;
                }
            }
            LockSupport.parkNanos(wait);
            wait = Math.min(2 * wait, LONGEST_WAIT_NANOS);
        }
    }

    @Override
    public void commit() {
        try {
            commit.update();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void rollback() {
        try {
            rollback.update();
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full
            LOG.debug("{}: rollback: {}", file, e.toString());
        }
    }

    /** For connections that write through {@link #begin()}: lock waits are ours alone. */
    Sqlite writer(Durability durability) {
        durability.apply(this); // reads the file
        execute("PRAGMA busy_timeout=0");
        return this;
    }

    /** Moves the WAL into the file beside the writers; only the last bit, after which the WAL starts anew, holds them up. */
    void checkpoint() {
        if (frames("PASSIVE") > RESTART_FRAMES) {
            execute("PRAGMA busy_timeout=50");
            frames("RESTART");
            execute("PRAGMA busy_timeout=0");
        }
    }

    private int frames(String mode) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            int frames = row.getInt(2);
            LOG.debug("checkpoint {}: busy {}, {} frames, {} moved", mode, row.getInt(1), frames, row.getInt(3));
            return frames;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("{}: close failed", file, e);
        }
    }
}
