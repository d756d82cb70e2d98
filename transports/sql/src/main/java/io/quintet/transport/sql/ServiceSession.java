package io.quintet.transport.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A connection to a service's own database, with what Quintet does over it. For one thread at a time. */
final class ServiceSession {
    static final String ADD_OUTGOING =
            "INSERT INTO OUTBOX(transport, channel, kind, shards, headers, payload, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final Connection guarded;
    private final Command addProcessed;
    private final Command findAnswer;
    private final Command addAnswer;
    private final Command addOutgoing;

    /** Whether the transaction under way has put something into the outbox. */
    private boolean enqueued;

    ServiceSession(Database database, Connection connection) {
        this.database = database;
        this.guarded = GuardedConnection.around(connection);
        addProcessed = new Command(
                database,
                "INSERT INTO PROCESSED_MESSAGES(subscriber_group, message_id, processed_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT(subscriber_group, message_id) DO NOTHING");
        findAnswer = new Command(
                database, "SELECT answer FROM PROCESSED_MESSAGES WHERE subscriber_group = ? AND message_id = ?");
        addAnswer = new Command(
                database, "UPDATE PROCESSED_MESSAGES SET answer = ? WHERE subscriber_group = ? AND message_id = ?");
        addOutgoing = new Command(database, ADD_OUTGOING);
    }

    Database database() {
        return database;
    }

    /** As a handler gets it. */
    Connection connection() {
        return guarded;
    }

    void begin() {
        enqueued = false;
        database.begin();
    }

    boolean enqueued() {
        return enqueued;
    }

    /** Enters messages into the inbox; which of them were not there before. */
    boolean[] process(String group, List<String> ids, long now) throws SQLException {
        // in one order in all transactions, so that no two wait for each other
        List<Integer> order = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(ids::get))
                .toList();
        int[] added = addProcessed.updateAll(order.stream()
                .map(index -> new Object[] {group, ids.get(index), now})
                .toList());
        boolean[] fresh = new boolean[ids.size()];
        for (int i = 0; i < added.length; i++) {
            fresh[order.get(i)] = added[i] == 1;
        }
        return fresh;
    }

    /** Whether the key was free; waits for the transaction that is about to answer it. */
    boolean reserve(String scope, String key, long now) throws SQLException {
        return addProcessed.update(scope, key, now) == 1;
    }

    byte[] answer(String scope, String key) throws SQLException {
        return findAnswer
                .first(row -> Optional.ofNullable(row.getBytes(1)), scope, key)
                .flatMap(stored -> stored)
                .orElseThrow(() -> new IllegalStateException(
                        scope + ": the key " + key + " is about to be answered by this very transaction"));
    }

    void answer(String scope, String key, byte[] answer) throws SQLException {
        addAnswer.update(answer, scope, key);
    }

    void enqueue(Object[] row) throws SQLException {
        addOutgoing.update(row);
        enqueued = true;
    }

    void execute(String sql) throws SQLException {
        new Command(database, sql).update();
    }
}
