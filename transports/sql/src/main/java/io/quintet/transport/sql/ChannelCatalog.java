package io.quintet.transport.sql;

import io.quintet.message.Channel;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Which channels there are. Safe for use by many threads. */
final class ChannelCatalog implements AutoCloseable {
    private final Database database;
    private final Clock clock;
    private final Command insert;
    private final Command select;
    private final Command describe;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, ChannelLog> known = new ConcurrentHashMap<>();

    ChannelCatalog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.insert = database.prepare(
                "INSERT INTO channel(name, kind, shards, created) VALUES (?, ?, ?, ?) ON CONFLICT(name) DO NOTHING");
        this.select = database.prepare("SELECT id, shards FROM channel WHERE name = ?");
        this.describe = database.prepare("SELECT kind, shards FROM channel WHERE name = ?");
    }

    /** The channel, which comes into being when it is first used; after that its own number of shards counts. */
    ChannelLog open(Channel channel) {
        ChannelLog log = known.get(channel.name());
        return log == null ? reopen(channel) : log;
    }

    /** As {@link #open}, not from memory: another process may have removed it, or raised its shards. */
    ChannelLog reopen(Channel channel) {
        ChannelLog log = load(channel);
        return known.merge(channel.name(), log, (before, now) -> before.same(now) ? before : now);
    }

    private ChannelLog load(Channel channel) {
        lock.lock();
        try {
            return find(channel)
                    .orElseGet(() -> database.write(() -> {
                        insert.update(channel.name(), channel.kind().name(), channel.shards(), clock.millis());
                        return find(channel).orElseThrow();
                    }));
        } catch (SQLException e) {
            throw database.failure(e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ChannelLog> find(Channel channel) throws SQLException {
        return select.first(row -> new ChannelLog(row.getLong(1), channel.name(), row.getInt(2)), channel.name());
    }

    /** A channel as it was created; empty where there is none of that name. */
    Optional<Channel> find(String name) {
        lock.lock();
        try {
            return describe.first(
                    row -> new Channel(name, Channel.Kind.valueOf(row.getString(1)), row.getInt(2)), name);
        } catch (SQLException e) {
            throw database.failure(e);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a channel, after it was removed or made anew. */
    void forget(String name) {
        known.remove(name);
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
