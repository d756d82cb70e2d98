package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The relay's view of the outbox. For one thread. */
final class Outbox {
    private static final int BATCH_ROWS = 256;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    private final Command nextChannel;
    private final Command nextTransport;
    private final Command oldest;
    private final Command remove;
    private final Command refuse;

    Outbox(Database database) {
        // one step at a time over the index: DISTINCT would read every waiting row, and so would SQLite for
        // (transport, channel) > (?, ?), which it seeks by the first of the two alone
        nextChannel = database.prepare("SELECT transport, channel FROM OUTBOX WHERE refused IS NULL"
                + " AND transport = ? AND channel > ? ORDER BY channel LIMIT 1");
        nextTransport = database.prepare("SELECT transport, channel FROM OUTBOX WHERE refused IS NULL"
                + " AND transport > ? ORDER BY transport, channel LIMIT 1");
        oldest = database.prepare("SELECT id, kind, shards, headers, payload FROM OUTBOX WHERE refused IS NULL"
                + " AND transport = ? AND channel = ? ORDER BY id LIMIT " + BATCH_ROWS);
        remove = database.prepare("DELETE FROM OUTBOX WHERE id = ?");
        refuse = database.prepare("UPDATE OUTBOX SET refused = ? WHERE id = ?");
    }

    /** Where something waits to be sent. */
    List<Destination> destinations() throws SQLException {
        List<Destination> found = new ArrayList<>();
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
     * The oldest rows of a destination, of each key just one: were the first of a key refused for a while and the second accepted, the
     * second would have overtaken it.
     */
    List<Row> oldest(Destination from) throws SQLException {
        Batch batch = new Batch(from.channel());
        oldest.visit(batch::add, from.transport(), from.channel());
        return batch.rows;
    }

    void remove(long id) throws SQLException {
        remove.update(id);
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
        private final List<Row> rows = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();
        private int bytes;

        Batch(String channel) {
            this.channel = channel;
        }

        /** Whether there is room for more. */
        boolean add(ResultSet row) throws SQLException {
            Channel to = new Channel(channel, Channel.Kind.valueOf(row.getString(2)), row.getInt(3));
            if (!rows.isEmpty() && !rows.get(0).channel().equals(to)) {
                return false; // the channel's shape changes here: the rest goes in a batch of its own
            }
            Message message = new Message(Headers.decode(row.getBytes(4)), row.getBytes(5));
            String key = message.key();
            if (key == null || keys.add(key)) {
                rows.add(new Row(row.getLong(1), to, message));
                bytes += message.payload().length;
            }
            return bytes < BATCH_BYTES;
        }
    }
}
