package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The relay's view of the outbox. For one thread. */
final class Outbox {
    private static final int BATCH_ROWS = 256;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    private final PreparedStatement destination;
    private final PreparedStatement oldest;
    private final PreparedStatement remove;
    private final PreparedStatement refuse;

    Outbox(Sqlite sqlite) {
        // one step at a time over the index: DISTINCT would read every waiting row
        destination = sqlite.prepare("SELECT transport, channel FROM OUTBOX WHERE refused IS NULL"
                + " AND (transport, channel) > (?, ?) ORDER BY transport, channel LIMIT 1");
        oldest = sqlite.prepare("SELECT id, kind, shards, headers, payload FROM OUTBOX WHERE refused IS NULL"
                + " AND transport = ? AND channel = ? ORDER BY id LIMIT " + BATCH_ROWS);
        remove = sqlite.prepare("DELETE FROM OUTBOX WHERE id = ?");
        refuse = sqlite.prepare("UPDATE OUTBOX SET refused = ? WHERE id = ?");
    }

    /** Where something waits to be sent. */
    List<Destination> destinations() throws SQLException {
        List<Destination> found = new ArrayList<>();
        Destination last = new Destination("", "");
        while (true) {
            destination.setString(1, last.transport());
            destination.setString(2, last.channel());
            try (ResultSet row = destination.executeQuery()) {
                if (!row.next()) {
                    return found;
                }
                last = new Destination(row.getString(1), row.getString(2));
                found.add(last);
            }
        }
    }

    /**
     * The oldest rows of a destination, of each key just one: were the first of a key refused for a while and the second accepted, the
     * second would have overtaken it.
     */
    List<Row> oldest(Destination from) throws SQLException {
        List<Row> rows = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int bytes = 0;
        oldest.setString(1, from.transport());
        oldest.setString(2, from.channel());
        try (ResultSet row = oldest.executeQuery()) {
            while (bytes < BATCH_BYTES && row.next()) {
                Message message = new Message(Headers.decode(row.getBytes(4)), row.getBytes(5));
                Channel channel = new Channel(from.channel(), Channel.Kind.valueOf(row.getString(2)), row.getInt(3));
                String key = message.key();
                if (!rows.isEmpty() && !rows.get(0).channel().equals(channel)) {
                    return rows; // the channel's shape changes here: the rest goes in a batch of its own
                }
                if (key == null || keys.add(key)) {
                    rows.add(new Row(row.getLong(1), channel, message));
                    bytes += message.payload().length;
                }
            }
        }
        return rows;
    }

    void remove(long id) throws SQLException {
        remove.setLong(1, id);
        remove.executeUpdate();
    }

    /** Sets a row aside that the transport can never accept. */
    void refuse(long id, String why) throws SQLException {
        refuse.setString(1, why);
        refuse.setLong(2, id);
        refuse.executeUpdate();
    }

    /** A channel over a transport. */
    record Destination(String transport, String channel) {}

    /** A message that waits. */
    record Row(long id, Channel channel, Message message) {}
}
