package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The relay's view of the outbox. For one thread. */
final class Outbox {
    private static final int BATCH_ROWS = 512;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;
    private static final int NEW_ROWS = 1000;
    private static final long LEAST_SURVEY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SURVEY_SHARE = 20;
    private static final long LEAST_RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final boolean server;
    private final Command nextChannel;
    private final Command nextTransport;
    private final Command recent;
    private final Command oldest;
    private final @Nullable Command nextTransaction;
    private final Command remove;
    private final Command refuse;
    private final Dialect dialect;

    private final Map<Destination, OutboxCursor> cursors = new HashMap<>();
    private Set<Destination> known = new LinkedHashSet<>();
    private long newest;
    private boolean surveying;
    private long surveyedAt = System.nanoTime() - LEAST_SURVEY_NANOS;
    private long surveyNanos;
    private long recentAt = System.nanoTime() - LEAST_RECENT_NANOS;

    Outbox(Database database) {
        dialect = database.dialect();
        server = dialect == Dialect.POSTGRES;
        // one step at a time over the index: DISTINCT would read every waiting row, and so would SQLite for
        // (transport, channel) > (?, ?), which it seeks by the first of the two alone
        nextChannel = database.prepare("SELECT transport, channel FROM OUTBOX WHERE refused IS NULL"
                + " AND transport = ? AND channel > ? ORDER BY channel LIMIT 1");
        nextTransport = database.prepare("SELECT transport, channel FROM OUTBOX WHERE refused IS NULL"
                + " AND transport > ? ORDER BY transport, channel LIMIT 1");
        recent = database.prepare(
                "SELECT id, transport, channel FROM OUTBOX WHERE id > ? ORDER BY id LIMIT " + NEW_ROWS);
        String rows = "SELECT id, kind, shards, headers, payload FROM OUTBOX WHERE refused IS NULL"
                + " AND transport = ? AND channel = ? AND id > ? ORDER BY id LIMIT " + BATCH_ROWS;
        // on a server with the oldest transaction that the statement saw running; one row without an id where nothing
        // waits
        oldest = database.prepare(
                server
                        ? "SELECT waiting.*, CAST(CAST(pg_snapshot_xmin(seen) AS text) AS bigint)"
                                + " FROM pg_current_snapshot() AS seen LEFT JOIN (" + rows + ") AS waiting ON true"
                                + " ORDER BY waiting.id"
                        : rows);
        nextTransaction = server ? database.prepare("SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)") : null;
        remove = database.prepare("DELETE FROM OUTBOX WHERE " + dialect.in("id"));
        refuse = database.prepare("UPDATE OUTBOX SET refused = ? WHERE id = ?");
    }

    /**
     * Where something waits to be sent. On a server those where something is new, for which it is asked every other millisecond, and where
     * something waited when all was last looked at, which is now and then.
     */
    Collection<Destination> destinations() throws SQLException {
        long start = System.nanoTime();
        surveying = !server || start - surveyedAt > Math.max(LEAST_SURVEY_NANOS, SURVEY_SHARE * surveyNanos);
        if (surveying) {
            known = survey();
            cursors.keySet().retainAll(known);
            surveyedAt = System.nanoTime();
            surveyNanos = surveyedAt - start;
        } else if (known.isEmpty() || start - recentAt > LEAST_RECENT_NANOS) {
            recentAt = start;
            recent.visit(
                    row -> {
                        newest = row.getLong(1);
                        known.add(new Destination(row.getString(2), row.getString(3)));
                        return true;
                    },
                    newest);
        }
        return List.copyOf(known);
    }

    private Set<Destination> survey() throws SQLException {
        Set<Destination> found = new LinkedHashSet<>();
        Optional<Destination> next = nextTransport.first(Outbox::destination, "");
        while (next.isPresent()) {
            Destination at = next.get();
            found.add(at);
            next = nextChannel.first(Outbox::destination, at.transport(), at.channel());
            if (next.isEmpty()) {
                next = nextTransport.first(Outbox::destination, at.transport());
            }
        }
        return found;
    }

    private static Destination destination(ResultSet row) throws SQLException {
        return new Destination(row.getString(1), row.getString(2));
    }

    /**
     * The oldest rows of a destination. Where the transport may take some of a batch and refuse others, of each key just one: were the
     * first of a key refused for a while and the second accepted, the second would have overtaken it.
     */
    List<Row> oldest(Destination from, boolean atomic) throws SQLException {
        Batch batch = new Batch(from.channel(), atomic);
        if (!server) {
            oldest.visit(batch::add, from.transport(), from.channel(), 0L);
            return batch.rows;
        }
        OutboxCursor cursor = cursors.computeIfAbsent(from, destination -> new OutboxCursor());
        long begin = surveying ? 0 : cursor.from();
        AtomicLong oldestRunning = new AtomicLong();
        oldest.visit(
                row -> {
                    oldestRunning.set(row.getLong(6));
                    return row.getObject(1) != null && batch.add(row);
                },
                from.transport(),
                from.channel(),
                begin);
        // where nothing waits, all that was ever sent from here has been removed
        long below = batch.rows.isEmpty() ? cursor.sent() : batch.rows.get(0).id() - 1;
        long now = System.nanoTime();
        cursor.read(below, oldestRunning.get(), now);
        if (nextTransaction != null && cursor.markDue(below, now)) {
            cursor.mark(below, nextTransaction.number(), now);
        }
        batch.rows.forEach(row -> cursor.sent(row.id()));
        return batch.rows;
    }

    void remove(List<Long> ids) throws SQLException {
        remove.update(dialect.list(ids));
    }

    /** Sets a row aside that the transport can never accept. */
    void refuse(long id, String why) throws SQLException {
        refuse.update(why, id);
    }

    /** A channel over a transport. */
    record Destination(String transport, String channel) {}

    /** A message that waits. */
    record Row(long id, Channel channel, Message message) {}

    private static final class Batch {
        private final String channel;
        private final boolean atomic;
        private final List<Row> rows = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private int bytes;

        Batch(String channel, boolean atomic) {
            this.channel = channel;
            this.atomic = atomic;
        }

        /** Whether there is room for more. */
        boolean add(ResultSet row) throws SQLException {
            Channel to = new Channel(channel, Channel.Kind.valueOf(row.getString(2)), row.getInt(3));
            if (!rows.isEmpty() && !rows.get(0).channel().equals(to)) {
                return false; // the channel's shape changes here: the rest goes in a batch of its own
            }
            Message message = new Message(Headers.decode(row.getBytes(4)), row.getBytes(5));
            String key = message.key();
            if (atomic || key == null || keys.add(key)) {
                rows.add(new Row(row.getLong(1), to, message));
                bytes += message.payload().length;
            }
            return bytes < BATCH_BYTES;
        }
    }
}
