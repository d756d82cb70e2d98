package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
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
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, ChannelLog> known = new ConcurrentHashMap<>();

    ChannelCatalog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.insert = database.prepare(
                "INSERT INTO channel(name, kind, shards, created) VALUES (?, ?, ?, ?) ON CONFLICT(name) DO NOTHING");
        this.select = database.prepare("SELECT id, shards FROM channel WHERE name = ?");
    }

    /** The channel, which comes into being when it is first used. */
    ChannelLog open(Channel channel) {
        ChannelLog log = known.get(channel.name());
        if (log == null) {
            log = load(channel);
            known.put(channel.name(), log);
        }
        if (log.shards() != channel.shards()) {
            log = load(channel); // made anew by somebody else, perhaps
            known.put(channel.name(), log);
        }
        if (log.shards() != channel.shards()) {
            throw new ConfigurationException(wrongShards(channel, log.shards()));
        }
        return log;
    }

    /** As {@link #open}, not from memory: another process may have removed it. */
    ChannelLog reopen(Channel channel) {
        ChannelLog log = load(channel);
        ChannelLog before = known.put(channel.name(), log);
        if (before != null && before.id() == log.id()) {
            known.put(channel.name(), before);
        }
        return open(channel);
    }

    static String wrongShards(Channel channel, int stored) {
        return "channel " + channel.name() + ": " + channel.shards() + " shards (expected: " + stored
                + ", as it was created with; the shards of a channel cannot change while it holds messages)";
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
