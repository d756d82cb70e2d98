package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of the outbox that are sent together, out of {@link Outbox#ROWS}. */
final class OutboxBatch {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final String channel;
    private final boolean atomic;
    private final List<Outbox.Row> rows = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private int bytes;

    /**
     * An empty one.
     *
     * @param atomic whether the transport takes all of a batch or nothing; where it may take some and refuse others, of each key just one
     *     goes: were the first of a key refused for a while and the second accepted, the second would have overtaken it
     */
    OutboxBatch(String channel, boolean atomic) {
        this.channel = channel;
        this.atomic = atomic;
    }

    /** Takes a row, or leaves it for a later batch; whether there is room for more. */
    boolean add(ResultSet row) throws SQLException {
        Channel to = new Channel(channel, Channel.Kind.valueOf(row.getString(2)), row.getInt(3));
        if (!rows.isEmpty() && !rows.getFirst().channel().equals(to)) {
            return false; // the channel's shape changes here: the rest goes in a batch of its own
        }
        Message message = new Message(Headers.decode(row.getBytes(4)), row.getBytes(5));
        String key = message.key();
        if (atomic || key == null || keys.add(key)) {
            rows.add(new Outbox.Row(row.getLong(1), to, message));
            bytes += message.payload().length;
        }
        return bytes < MOST_BYTES;
    }

    List<Outbox.Row> rows() {
        return rows;
    }
}
