package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes to a PostgreSQL server, in one round trip a commit.
 *
 * <p>The first statement locks the rows of the channels until the commit, which comes at once; the second sees what those committed
 * who had the locks before. So the sequences of a channel are in the order of commits and without gaps, and no reader can pass one that
 * is not visible yet. Nothing is updated: a transaction that stays open for hours leaves no dead rows to be read over.
 */
final class PostgresLog implements MessageLog {
    private static final String LOCK = "SELECT id FROM channel WHERE name = ANY(?) ORDER BY id FOR UPDATE";
    private static final String INSERT = "INSERT INTO segment(channel, last, at, shards, body)"
            + " SELECT channel.id, greatest(channel.floor, (SELECT max(last) FROM segment WHERE channel = channel.id))"
            + " + new.upto, ?, channel.shards, new.body"
            + " FROM unnest(?, ?, ?, ?) AS new(name, shards, upto, body)"
            + " JOIN channel ON channel.name = new.name AND channel.shards = new.shards"
            + " RETURNING (SELECT name FROM channel AS written WHERE written.id = segment.channel), shards";

    /** In a transaction by name: the driver is free to send a sequence of statements as several transactions otherwise. */
    private static final String COMMIT_OF_BOTH = "BEGIN;" + LOCK + ";" + INSERT + ";COMMIT";

    private final Database database;
    private final LogAppender appender;
    private final Clock clock;
    private final Command create;
    private final Command shards;

    PostgresLog(Database database, LogAppender appender, Clock clock) {
        this.database = database;
        this.appender = appender;
        this.clock = clock;
        create = database.prepare(
                "INSERT INTO channel(name, kind, shards, created) VALUES (?, ?, ?, ?) ON CONFLICT(name) DO NOTHING");
        shards = database.prepare("SELECT shards FROM channel WHERE name = ?");
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public void write(List<Append> appends) {
        if (!appends.stream().allMatch(Append::plain)) {
            database.write(() -> {
                appender.write(appends);
                return null;
            });
            return;
        }
        List<Append> left = appends;
        try {
            left = append(left);
            for (int i = 0; i < 3 && !left.isEmpty(); i++) {
                left = append(resolved(left));
            }
            left.forEach(append -> append.refuse(QuintetException.refused(
                    Code.UNAVAILABLE,
                    append.channel().name() + ": removed, or its shards raised, again and again: nothing was sent")));
        } catch (SQLException e) {
            database.rollback();
            StoreException failure = database.failure(e);
            if (left.size() == appends.size()) {
                throw failure;
            }
            left.forEach(append -> append.refuse(failure.toQuintet())); // the others are committed
        }
    }

    /** Writes what can be written; returns the appends whose channel does not exist, or is split otherwise. */
    private List<Append> append(List<Append> appends) throws SQLException {
        if (appends.isEmpty()) {
            return List.of();
        }
        Set<Written> written = new HashSet<>();
        Connection connection = database.connection();
        try (PreparedStatement statement = connection.prepareStatement(COMMIT_OF_BOTH)) {
            bind(connection, statement, appends);
            statement.execute();
            statement.getMoreResults();
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    written.add(new Written(rows.getString(1), rows.getInt(2)));
                }
            }
        }
        return appends.stream()
                .filter(append -> !written.contains(Written.of(append.channel())))
                .toList();
    }

    private void bind(Connection connection, PreparedStatement statement, List<Append> appends) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Integer> splits = new ArrayList<>();
        List<Long> uptos = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        Map<Written, Long> counts = new HashMap<>(); // several appends may have come to the same split
        for (Append append : appends) {
            for (Packing.Packed segment : append.segments()) {
                long upto = counts.merge(Written.of(append.channel()), (long) segment.count(), Long::sum);
                names.add(append.channel().name());
                splits.add(append.channel().shards());
                uptos.add(upto);
                bodies.add(segment.body());
            }
        }
        String[] all = names.toArray(String[]::new);
        statement.setArray(
                1, connection.createArrayOf("text", names.stream().distinct().toArray()));
        statement.setLong(2, clock.millis());
        statement.setArray(3, connection.createArrayOf("text", all));
        statement.setArray(
                4,
                connection.createArrayOf(
                        "bigint", splits.stream().map(Integer::longValue).toArray()));
        statement.setArray(5, connection.createArrayOf("bigint", uptos.toArray()));
        statement.setArray(6, connection.createArrayOf("bytea", bodies.toArray(byte[][]::new)));
    }

    /** Makes channels anew that somebody has removed, and splits by the number of shards that a channel has now. */
    private List<Append> resolved(List<Append> appends) throws SQLException {
        List<Append> left = new ArrayList<>();
        for (Append append : appends) {
            Channel channel = append.channel();
            Optional<Integer> stored = shards.first(row -> row.getInt(1), channel.name());
            if (stored.isEmpty()) {
                create.update(channel.name(), channel.kind().name(), channel.shards(), clock.millis());
                left.add(append);
            } else if (stored.get() == channel.shards()) {
                left.add(append);
            } else {
                append.splitBy(new Channel(channel.name(), channel.kind(), stored.get()));
                left.add(append);
            }
        }
        return left;
    }

    @Override
    public void close() {
        database.close();
    }

    private record Written(String channel, int shards) {
        static Written of(Channel channel) {
            return new Written(channel.name(), channel.shards());
        }
    }
}
