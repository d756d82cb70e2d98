package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Writes to messages.db. SQLite has one writer at a time: what it reads of a channel holds until it commits. */
final class SqliteLog implements MessageLog {
    private final Database database;
    private final Clock clock;
    private final Command head;
    private final Command create;
    private final Command insert;

    SqliteLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        head = database.prepare("SELECT id, shards, floor, (SELECT max(last) FROM segment WHERE channel = channel.id)"
                + " FROM channel WHERE name = ?");
        create = database.prepare("INSERT INTO channel(name, kind, shards, created) VALUES (?, ?, ?, ?)");
        insert = database.prepare("INSERT INTO segment(channel, last, at, shards, body) VALUES (?, ?, ?, ?, ?)");
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public void write(List<Append> appends) {
        database.write(() -> {
            long now = clock.millis();
            for (Append append : appends) {
                write(append, now);
            }
            return null;
        });
    }

    private void write(Append append, long now) throws SQLException {
        Head at = head(append.channel());
        if (append.channel().shards() != at.shards()) {
            append.refuse(QuintetException.refused(
                    Code.FAILED_PRECONDITION, ChannelCatalog.wrongShards(append.channel(), at.shards())));
            return;
        }
        long last = at.seq();
        for (Append.Packed segment : append.segments()) {
            last += segment.count();
            insert.update(at.id(), last, now, at.shards(), segment.body());
        }
    }

    /** Where the channel's log ends; it is made anew where somebody has removed it. */
    private Head head(Channel channel) throws SQLException {
        Optional<Head> found = find(channel);
        if (found.isEmpty()) {
            create.update(channel.name(), channel.kind().name(), channel.shards(), clock.millis());
            found = find(channel);
        }
        return found.orElseThrow();
    }

    private Optional<Head> find(Channel channel) throws SQLException {
        return head.first(
                row -> new Head(row.getLong(1), row.getInt(2), Math.max(row.getLong(3), row.getLong(4))),
                channel.name());
    }

    @Override
    public void close() {
        database.close();
    }

    private record Head(long id, int shards, long seq) {}
}
