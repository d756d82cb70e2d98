package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The relay's view of the outbox. For one thread. */
abstract class Outbox {
    /** The rows of a destination after an id, as {@link OutboxBatch} takes them. */
    static final String ROWS = "SELECT id, kind, shards, headers, payload FROM OUTBOX WHERE refused IS NULL"
            + " AND transport = ? AND channel = ? AND id > ? ORDER BY id LIMIT 512";

    private final Dialect dialect;
    private final Command remove;
    private final Command refuse;

    Outbox(Database database) {
        dialect = database.dialect();
        remove = database.prepare("DELETE FROM OUTBOX WHERE " + dialect.in("id"));
        refuse = database.prepare("UPDATE OUTBOX SET refused = ? WHERE id = ?");
    }

    static Outbox of(Database database) {
        return switch (database.dialect()) {
            case SQLITE -> new FileOutbox(database);
            case POSTGRES -> new ServerOutbox(database);
        };
    }

    /** Where something may wait to be sent. */
    abstract Collection<Destination> destinations() throws SQLException;

    /** The oldest rows of a destination, as many as make a batch; none where nothing waits. */
    abstract List<Row> oldest(Destination from, boolean atomic) throws SQLException;

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
}
