package io.quintet.transport.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps messages.db in shape: moves the WAL into the file, removes messages that are past their retention, and whole channels. */
final class MessageKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageKeeper.class);

    private static final long CHECKPOINT_BYTES = 4 * 1024 * 1024;
    private static final int RESTART_FRAMES = 8 * 1024;
    private static final int ROWS_AT_A_TIME = 32;
    private static final Duration RETENTION_EVERY = Duration.ofSeconds(10);

    private final Sqlite sqlite;
    private final ChannelCatalog catalog;
    private final GroupStore groups;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Duration retention;
    private final Clock clock;
    private final AtomicLong written = new AtomicLong();
    private final Worker worker;

    private final Command channelId;
    private final Command removeChannel;
    private final Command removeOfChannel;
    private final Command raiseFloors;
    private final Command removeOld;
    private final Command unused;
    private final Command removeIfEmpty;

    private long lastRetention = System.nanoTime();

    MessageKeeper(Sqlite sqlite, ChannelCatalog catalog, GroupStore groups, SqlSettings settings, Clock clock) {
        this.sqlite = sqlite;
        this.catalog = catalog;
        this.groups = groups;
        this.retention = settings.retention();
        this.clock = clock;
        channelId = sqlite.prepare("SELECT id FROM channel WHERE name = ?");
        removeChannel = sqlite.prepare("DELETE FROM channel WHERE id = ?");
        // The newest row of all stays whatever happens: n must never be given out twice, readers remember it.
        removeOfChannel = sqlite.prepare("DELETE FROM segment WHERE n IN (SELECT n FROM segment WHERE channel = ?"
                + " ORDER BY last LIMIT " + ROWS_AT_A_TIME + ") AND n < (SELECT max(n) FROM segment)");
        raiseFloors = sqlite.prepare("UPDATE channel SET floor = max(floor, old.last)"
                + " FROM (SELECT channel, max(last) AS last FROM"
                + " (SELECT channel, last FROM segment WHERE at < ? ORDER BY n LIMIT " + ROWS_AT_A_TIME
                + ") GROUP BY channel)"
                + " AS old WHERE id = old.channel");
        removeOld = sqlite.prepare("DELETE FROM segment WHERE n IN (SELECT n FROM segment ORDER BY n LIMIT "
                + ROWS_AT_A_TIME + ") AND at < ? AND n < (SELECT max(n) FROM segment)");
        unused = sqlite.prepare("SELECT name FROM channel WHERE created < ?"
                + " AND NOT EXISTS (SELECT 1 FROM segment WHERE channel = channel.id) LIMIT 100");
        removeIfEmpty = sqlite.prepare("DELETE FROM channel WHERE id = ?"
                + " AND NOT EXISTS (SELECT 1 FROM segment WHERE channel = channel.id)");
        worker = Worker.start("quintet-sql-messages", this::work);
    }

    /** The writer has committed about so many bytes. */
    void written(long bytes) {
        if (written.addAndGet(bytes) > CHECKPOINT_BYTES) {
            worker.wake();
        }
    }

    private long work() {
        if (written.get() > CHECKPOINT_BYTES) {
            written.set(0);
            checkpoint();
        }
        if (System.nanoTime() - lastRetention > RETENTION_EVERY.toNanos()) {
            lastRetention = System.nanoTime();
            removeOld();
        }
        return TimeUnit.SECONDS.toNanos(1);
    }

    /** Moves the WAL into the file beside the writers; only the last bit, after which the WAL starts anew, holds them up. */
    private void checkpoint() {
        lock.lock();
        try {
            if (frames("PASSIVE") > RESTART_FRAMES) {
                sqlite.execute("PRAGMA busy_timeout=50");
                frames("RESTART");
                sqlite.execute("PRAGMA busy_timeout=0");
            }
        } finally {
            lock.unlock();
        }
    }

    private int frames(String mode) {
        try (Statement statement = sqlite.connection().createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            int frames = row.getInt(2);
            LOG.debug("checkpoint {}: busy {}, {} frames, {} moved", mode, row.getInt(1), frames, row.getInt(3));
            return frames;
        } catch (SQLException e) {
            throw new StoreException(sqlite.file(), e);
        }
    }

    /** Removes messages past their retention, and what else nobody needs any more. */
    void removeOld() {
        long before = clock.millis() - retention.toMillis();
        int removed;
        do {
            removed = write(() -> {
                raiseFloors.update(before);
                return removeOld.update(before);
            });
        } while (removed == ROWS_AT_A_TIME);
        for (String name : unused(before)) {
            removeIfAbandoned(name);
        }
    }

    /** Empty channels, such as the reply channels of instances that crashed. */
    private List<String> unused(long before) {
        return write(() -> unused.list(row -> row.getString(1), before));
    }

    private void removeIfAbandoned(String name) {
        OptionalLong id = write(() -> find(name));
        if (id.isEmpty() || !groups.abandoned(id.getAsLong(), clock.millis())) {
            return;
        }
        // in one transaction with the last look, for a message may have come in the meantime
        if (write(() -> removeIfEmpty.update(id.getAsLong())) == 1) {
            LOG.info("channel {}: empty for {} and nobody is subscribed: removed", name, retention);
            catalog.forget(name);
            groups.remove(id.getAsLong());
        }
    }

    /** Removes a channel, its messages and its groups, if it exists. */
    void remove(String name) {
        OptionalLong id = write(() -> {
            OptionalLong found = find(name);
            if (found.isPresent()) {
                removeChannel.update(found.getAsLong());
            }
            return found;
        });
        catalog.forget(name);
        if (id.isEmpty()) {
            return;
        }
        int removed;
        do {
            removed = write(() -> removeOfChannel.update(id.getAsLong()));
        } while (removed > 0);
        groups.remove(id.getAsLong());
    }

    private OptionalLong find(String name) throws SQLException {
        return channelId.first(row -> OptionalLong.of(row.getLong(1)), name).orElseGet(OptionalLong::empty);
    }

    private <T> T write(Sqlite.Work<T> work) {
        lock.lock();
        try {
            return sqlite.write(work);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        worker.close();
        sqlite.close();
    }
}
