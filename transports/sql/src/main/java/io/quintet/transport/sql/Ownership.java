package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** Looks up who owns a shard, as it stands at this moment, over a connection that only reads. Safe for use by many threads. */
final class Ownership implements AutoCloseable {
    private final Database database;
    private final Command owned;
    private final ReentrantLock lock = new ReentrantLock();

    Ownership(Database database) {
        this.database = database;
        owned = database.prepare("SELECT count(*) FROM shard WHERE subscriber_group = ? AND shard = ? AND token = ?");
    }

    /** Whether the token is still the shard's newest. */
    boolean holds(long group, int shard, long token) {
        lock.lock();
        try {
            return owned.number(group, shard, token) == 1;
        } catch (SQLException e) {
            throw database.failure(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }
}
