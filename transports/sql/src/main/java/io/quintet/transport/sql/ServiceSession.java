package io.quintet.transport.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A connection to a service's own database, with what Quintet does over it. For one thread at a time. */
final class ServiceSession {
    private static final int MOST_ROWS = 256;
    private static final int MOST_BYTES = 1024 * 1024;

    private final Database database;
    private final GuardedConnection guarded;
    private final Command addProcessed;
    private final Command findAnswer;
    private final Command addAnswer;
    private final OutboxInsert addOutgoing;

    /** Whether the transaction under way has put something into the outbox. */
    private boolean enqueued;

    /** Rows of the outbox that wait to be inserted in one round trip. */
    private final List<Object[]> outgoing = new ArrayList<>();

    private int outgoingBytes;

    ServiceSession(Database database, Connection connection) {
        this.database = database;
        this.guarded = new GuardedConnection(connection, this::flush);
        // no VALUES: a driver that may make one statement of many such rows does not say how many rows each added
        addProcessed = new Command(
                database,
                "INSERT INTO PROCESSED_MESSAGES(subscriber_group, message_id, processed_at) SELECT ?, ?, ? WHERE true"
                        + " ON CONFLICT(subscriber_group, message_id) DO NOTHING");
        findAnswer = new Command(
                database, "SELECT answer FROM PROCESSED_MESSAGES WHERE subscriber_group = ? AND message_id = ?");
        addAnswer = new Command(
                database, "UPDATE PROCESSED_MESSAGES SET answer = ? WHERE subscriber_group = ? AND message_id = ?");
        addOutgoing = new OutboxInsert(database);
    }

    Database database() {
        return database;
    }

    /** As a handler gets it. */
    Connection connection() {
        return guarded.proxy();
    }

    void begin() {
        enqueued = false;
        guarded.reset();
        forget();
        database.begin();
    }

    void commit() {
        try {
            flush();
        } catch (SQLException e) {
            throw database.failure(e);
        }
        database.commit();
    }

    void rollback() {
        forget();
        database.rollback();
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

    /**
     * Puts a row into the outbox. It may wait for others, so that a server is asked once, but only until anything else could be executed
     * in the transaction: a savepoint must find what was sent before it and nothing else.
     */
    void enqueue(Object[] row, int bytes) throws SQLException {
        outgoing.add(row);
        outgoingBytes += bytes;
        enqueued = true;
        if (outgoing.size() >= MOST_ROWS || outgoingBytes >= MOST_BYTES || !guarded.idle()) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (!outgoing.isEmpty()) {
            addOutgoing.execute(database.connection(), outgoing);
            forget();
        }
    }

    private void forget() {
        outgoing.clear();
        outgoingBytes = 0;
    }

    void savepoint() throws SQLException {
        flush();
        new Command(database, "SAVEPOINT quintet_nested").update();
    }

    void release() throws SQLException {
        flush();
        new Command(database, "RELEASE SAVEPOINT quintet_nested").update();
    }

    /** Undoes what came after the savepoint. */
    void rollbackToSavepoint() throws SQLException {
        forget();
        new Command(database, "ROLLBACK TO SAVEPOINT quintet_nested").update();
        new Command(database, "RELEASE SAVEPOINT quintet_nested").update();
    }
}
