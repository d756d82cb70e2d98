package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.List;

/** Forgets the groups of a channel. For one thread, inside its transactions. */
final class GroupRemoval {
    private final Command lock;
    private final List<Command> removals;

    GroupRemoval(Database database) {
        lock = database.prepare("SELECT id FROM subscriber_group WHERE channel = ? ORDER BY id"
                + database.dialect().forUpdate());
        String ofChannel = " WHERE subscriber_group IN (SELECT id FROM subscriber_group WHERE channel = ?)";
        removals = List.of(
                database.prepare("DELETE FROM retry" + ofChannel),
                database.prepare("DELETE FROM shard" + ofChannel),
                database.prepare("DELETE FROM member" + ofChannel),
                database.prepare("DELETE FROM subscriber_group WHERE channel = ?"));
    }

    void run(long channel) throws SQLException {
        lock.list(row -> row.getLong(1), channel); // as all do who then change shards and members
        for (Command removal : removals) {
            removal.update(channel);
        }
    }
}
