package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import io.quintet.message.Channel;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Which channels there are. Safe for use by many threads. */
final class ChannelCatalog implements AutoCloseable {
    private final Sqlite sqlite;
    private final Clock clock;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<String, ChannelLog> known = new ConcurrentHashMap<>();

    ChannelCatalog(Sqlite sqlite, Clock clock) {
        this.sqlite = sqlite;
        this.clock = clock;
        this.insert = sqlite.prepare(
                "INSERT INTO channel(name, kind, shards, created) VALUES (?, ?, ?, ?) ON CONFLICT(name) DO NOTHING");
        this.select = sqlite.prepare("SELECT id, shards FROM channel WHERE name = ?");
    }

    /** The channel, which comes into being when it is first used. */
    ChannelLog open(Channel channel) {
        ChannelLog log = known.get(channel.name());
        if (log == null) {
            log = load(channel);
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
            return find(channel).orElseGet(() -> sqlite.write(() -> {
                insert.setString(1, channel.name());
                insert.setString(2, channel.kind().name());
                insert.setInt(3, channel.shards());
                insert.setLong(4, clock.millis());
                insert.executeUpdate();
                return find(channel).orElseThrow();
            }));
        } catch (SQLException e) {
            throw new StoreException(sqlite.file(), e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ChannelLog> find(Channel channel) throws SQLException {
        select.setString(1, channel.name());
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new ChannelLog(row.getLong(1), channel.name(), row.getInt(2)))
                    : Optional.empty();
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
            sqlite.close();
        } finally {
            lock.unlock();
        }
    }
}
