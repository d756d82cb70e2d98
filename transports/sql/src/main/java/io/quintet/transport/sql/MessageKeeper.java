package io.quintet.transport.sql;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the messages in shape: removes those that are past their retention, and whole channels. */
final class MessageKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageKeeper.class);

    private static final long CHECKPOINT_BYTES = 16 * 1024 * 1024;
    private static final int ROWS_AT_A_TIME = 32;
    private static final Duration RETENTION_EVERY = Duration.ofSeconds(10);
    private static final String EMPTY = " AND NOT EXISTS (SELECT 1 FROM segment WHERE channel = channel.id)"
            + " AND NOT EXISTS (SELECT 1 FROM delayed WHERE channel = channel.id)";

    private final Database database;
    private final Runnable checkpoint;
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
    private final Command oldest;
    private final Command raiseFloor;
    private final Command removeOld;
    private final Command unused;
    private final Command lockChannel;
    private final Command removeIfEmpty;
    private final Command removeDelayed;

    private long lastRetention = System.nanoTime();

    /** @param checkpoint what to do now and then about what was written */
    MessageKeeper(
            Database database,
            Runnable checkpoint,
            ChannelCatalog catalog,
            GroupStore groups,
            SqlSettings settings,
            Clock clock) {
        this.database = database;
        this.checkpoint = checkpoint;
        this.catalog = catalog;
        this.groups = groups;
        this.retention = settings.retention();
        this.clock = clock;
        channelId = database.prepare("SELECT id FROM channel WHERE name = ?");
        removeChannel = database.prepare("DELETE FROM channel WHERE id = ?");
        // The newest row of all stays whatever happens: n must never be given out twice, readers remember it.
        removeOfChannel = database.prepare("DELETE FROM segment WHERE n IN (SELECT n FROM segment WHERE channel = ?"
                + " ORDER BY last LIMIT " + ROWS_AT_A_TIME + ") AND n < (SELECT max(n) FROM segment)");
        oldest = database.prepare("SELECT channel, max(last) FROM (SELECT channel, last FROM segment WHERE at < ?"
                + " ORDER BY n LIMIT " + ROWS_AT_A_TIME + ") AS old GROUP BY channel ORDER BY channel");
        raiseFloor = database.prepare(
                "UPDATE channel SET floor = " + database.dialect().greatest("floor", "?") + " WHERE id = ?");
        removeOld = database.prepare(
                "DELETE FROM segment WHERE channel = ? AND last <= ?" + " AND n < (SELECT max(n) FROM segment)");
        unused = database.prepare("SELECT name FROM channel WHERE created < ?" + EMPTY + " LIMIT 100");
        lockChannel = database.prepare(
                "SELECT id FROM channel WHERE id = ?" + database.dialect().forUpdate());
        removeIfEmpty = database.prepare("DELETE FROM channel WHERE id = ?" + EMPTY);
        removeDelayed = database.prepare("DELETE FROM delayed WHERE channel = ?");
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

    private void checkpoint() {
        lock.lock();
        try {
            checkpoint.run();
        } finally {
            lock.unlock();
        }
    }

    /** Removes messages past their retention, and what else nobody needs any more. */
    void removeOld() {
        long before = clock.millis() - retention.toMillis();
        int removed;
        do {
            removed = write(() -> removeOldest(before));
        } while (removed > 0);
        for (String name : unused(before)) {
            removeIfAbandoned(name);
        }
    }

    private int removeOldest(long before) throws SQLException {
        int removed = 0;
        for (Past past : oldest.list(row -> new Past(row.getLong(1), row.getLong(2)), before)) {
            raiseFloor.update(past.last(), past.channel()); // first: it holds off who writes to the channel on a server
            removed += removeOld.update(past.channel(), past.last());
        }
        return removed;
    }

    /** Empty channels, such as the reply channels of instances that crashed. */
    private List<String> unused(long before) {
        return write(() -> unused.list(row -> row.getString(1), before));
    }

    private void removeIfAbandoned(String name) {
        OptionalLong id = write(() -> find(name));
        if (id.isEmpty() || !groups.abandoned(id.getAsLong())) {
            return;
        }
        // in one transaction with the last look, for a message may have come in the meantime
        int gone = write(() -> {
            lockChannel.number(id.getAsLong());
            return removeIfEmpty.update(id.getAsLong());
        });
        if (gone == 1) {
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
                removeDelayed.update(found.getAsLong());
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

    private <T> T write(Database.Work<T> work) {
        lock.lock();
        try {
            return database.write(work);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        worker.close();
        database.close();
    }

    private record Past(long channel, long last) {}
}
