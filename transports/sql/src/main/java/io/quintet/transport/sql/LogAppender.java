package io.quintet.transport.sql;

import io.quintet.message.Channel;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of appends within a transaction, on either database: the messages go into the log, delayed ones beside it, and those
 * of them that have fallen due from there into the log.
 */
final class LogAppender {
    private static final int MOST_TRIES = 3;

    private final Clock clock;
    private final DelayedMessages delayed;
    private final Command find;
    private final Command create;
    private final Command lock;
    private final Command tail;
    private final Command insert;

    LogAppender(Database database, DelayedMessages delayed, Clock clock) {
        this.clock = clock;
        this.delayed = delayed;
        find = database.prepare("SELECT id FROM channel WHERE name = ?");
        create = database.prepare(
                "INSERT INTO channel(name, kind, shards, created) VALUES (?, ?, ?, ?) ON CONFLICT(name) DO NOTHING");
        lock = database.prepare(
                "SELECT id FROM channel WHERE id = ?" + database.dialect().forUpdate());
        // after the lock and by itself: on a server it would not see what those committed who had the lock before
        tail = database.prepare("SELECT id, shards, floor, (SELECT max(last) FROM segment WHERE channel = channel.id)"
                + " FROM channel WHERE name = ?");
        insert = database.prepare("INSERT INTO segment(channel, last, at, shards, body) VALUES (?, ?, ?, ?, ?)");
    }

    void write(List<Append> appends) throws SQLException {
        int tries = MOST_TRIES;
        while (!lock(appends)) {
            if (--tries == 0) {
                throw new SQLException("a channel was removed again and again before it was locked");
            }
        }
        long now = clock.millis();
        for (Append append : appends) {
            write(append, now);
        }
    }

    /** Whether all are; else one has been removed since it was found. */
    private boolean lock(List<Append> appends) throws SQLException {
        Set<Long> channels = new TreeSet<>();
        for (Append append : appends) {
            channels.add(channel(append.channel()));
        }
        boolean all = true;
        for (long id : channels) { // in this order, as all do
            all &= lock.number(id) == id;
        }
        return all;
    }

    /** It is made anew where somebody has removed it. */
    private long channel(Channel channel) throws SQLException {
        OptionalLong found = find(channel);
        if (found.isEmpty()) {
            create.update(channel.name(), channel.kind().name(), channel.shards(), clock.millis());
            found = find(channel);
        }
        return found.orElseThrow();
    }

    private OptionalLong find(Channel channel) throws SQLException {
        return find.first(row -> OptionalLong.of(row.getLong(1)), channel.name())
                .orElseGet(OptionalLong::empty);
    }

    private void write(Append append, long now) throws SQLException {
        Channel channel = append.channel();
        Optional<Tail> found = tail.first(
                row -> new Tail(
                        row.getLong(1),
                        new Channel(channel.name(), channel.kind(), row.getInt(2)),
                        Math.max(row.getLong(3), row.getLong(4))),
                channel.name());
        Tail at = found.orElseThrow(() -> new SQLException(channel.name() + " was removed before it was locked"));
        append.splitBy(at.channel());
        long last = at.seq();
        if (append.releases()) {
            List<Outgoing> due = delayed.take(at.id());
            append.released(due.stream().mapToLong(Outgoing::bytes).sum());
            last = insert(at, last, now, Packing.of(at.channel(), due));
            if (delayed.anyDue(at.id())) {
                append.keepBack();
            }
        }
        insert(at, last, now, append.segments());
        delayed.add(at.id(), append.delayed());
    }

    private long insert(Tail at, long after, long now, List<Packing.Packed> segments) throws SQLException {
        long last = after;
        for (Packing.Packed segment : segments) {
            last += segment.count();
            insert.update(at.id(), last, now, at.channel().shards(), segment.body());
        }
        return last;
    }

    private record Tail(long id, Channel channel, long seq) {}
}
