package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait until they are due, on the writer's connection.
 *
 * <p>What {@link #add} and {@link #take} do belongs into the transaction that holds the channel: its row on a server, the file on SQLite.
 * So of several processes one moves a channel's messages at a time, each of them once, and in order.
 */
final class DelayedMessages {
    private static final int MOST_MESSAGES = 1024;
    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private final Dialect dialect;
    private final Clock clock;
    private final Command insert;
    private final Command sizes;
    private final Command select;
    private final Command remove;
    private final Command anyDue;
    private final Command firstDue;
    private final Command channelDue;

    DelayedMessages(Database database, Clock clock) {
        this.dialect = database.dialect();
        this.clock = clock;
        // a query of its own: asked once, not row by row, so that the index can be used
        String now = "(SELECT " + dialect.now() + ")";
        insert = database.prepare("INSERT INTO delayed(channel, due, headers, payload) VALUES (?, ?, ?, ?)");
        sizes = database.prepare("SELECT due, n, length(headers) + length(payload) FROM delayed"
                + " WHERE channel = ? AND due <= " + now + " ORDER BY due, n LIMIT " + MOST_MESSAGES);
        select = database.prepare(
                "SELECT headers, payload FROM delayed WHERE channel = ? AND (due, n) <= (?, ?) ORDER BY due, n");
        remove = database.prepare("DELETE FROM delayed WHERE channel = ? AND (due, n) <= (?, ?)");
        anyDue = database.prepare(
                "SELECT count(*) FROM (SELECT 1 FROM delayed WHERE channel = ? AND due <= " + now + " LIMIT 1) AS due");
        firstDue = database.prepare("SELECT due FROM delayed ORDER BY due, n LIMIT 1");
        channelDue = database.prepare("SELECT name, kind, shards FROM channel WHERE id ="
                + " (SELECT channel FROM delayed WHERE due <= " + now + " ORDER BY due, n LIMIT 1)");
    }

    void add(long channel, List<Outgoing> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>(messages.size());
        for (Outgoing message : messages) {
            rows.add(new Object[] {channel, message.notBefore(), message.headers(), message.payload()});
        }
        insert.updateAll(rows);
    }

    /** Takes a channel's messages that are due, in the order of falling due and then of sending; not more than a commit should hold. */
    List<Outgoing> take(long channel) throws SQLException {
        @Nullable Place[] last = {null};
        long[] bytes = {0};
        sizes.visit(
                row -> {
                    last[0] = new Place(row.getLong(1), row.getLong(2));
                    bytes[0] += row.getLong(3);
                    return bytes[0] < MOST_BYTES;
                },
                channel,
                dialect.now(clock));
        Place through = last[0];
        if (through == null) {
            return List.of();
        }
        List<Outgoing> taken = new ArrayList<>();
        select.visit(
                row -> {
                    byte[] headers = row.getBytes(1);
                    String key = Headers.decode(headers).get(HeaderNames.KEY);
                    return taken.add(new Outgoing(key, taken.size(), 0, headers, row.getBytes(2)));
                },
                channel,
                through.due(),
                through.n());
        remove.update(channel, through.due(), through.n());
        return taken;
    }

    /** Whether a channel has some that are due. */
    boolean anyDue(long channel) throws SQLException {
        return anyDue.number(channel, dialect.now(clock)) > 0;
    }

    /** When the first of all is due, in milliseconds since 1970. */
    OptionalLong firstDue() throws SQLException {
        return firstDue.first(row -> OptionalLong.of(row.getLong(1))).orElseGet(OptionalLong::empty);
    }

    /** The channel that has been waiting longest for messages that are due. */
    Optional<Channel> channelDue() throws SQLException {
        return channelDue.first(
                row -> new Channel(row.getString(1), Channel.Kind.valueOf(row.getString(2)), row.getInt(3)),
                dialect.now(clock));
    }

    private record Place(long due, long n) {}
}
