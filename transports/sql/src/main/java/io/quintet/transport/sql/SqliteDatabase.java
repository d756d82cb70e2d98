package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.ServiceDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The service's own database: one connection writes, and a fair lock hands it from transaction to transaction. SQLite lets one write
 * at a time anyway, and this way nobody polls for the file's lock.
 */
final class SqliteDatabase implements ServiceDatabase {
    private static final String ADD_OUTGOING =
            "INSERT INTO OUTBOX(transport, channel, kind, shards, headers, payload, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file;
    private final Clock clock;
    private final Sqlite sqlite;
    private final Connection connection;
    private final Command addProcessed;
    private final Command findAnswer;
    private final Command addAnswer;
    private final Command addOutgoing;
    private final Command savepoint;
    private final Command releaseSavepoint;
    private final Command rollbackToSavepoint;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final OutboxRelay relay;

    /** Whether the transaction under way has put something into the outbox. Guarded by the lock. */
    private boolean enqueued;

    private boolean closed;

    SqliteDatabase(Path file, Duration inboxRetention, String instance, Clock clock) {
        this.file = file;
        this.clock = clock;
        sqlite = ServiceFile.open(file, Durability.POWER_LOSS);
        connection = GuardedConnection.around(sqlite.connection());
        addProcessed = sqlite.prepare("INSERT INTO PROCESSED_MESSAGES(subscriber_group, message_id, processed_at)"
                + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        findAnswer =
                sqlite.prepare("SELECT answer FROM PROCESSED_MESSAGES WHERE subscriber_group = ? AND message_id = ?");
        addAnswer = sqlite.prepare("INSERT INTO PROCESSED_MESSAGES(subscriber_group, message_id, processed_at, answer)"
                + " VALUES (?, ?, ?, ?)");
        addOutgoing = sqlite.prepare(ADD_OUTGOING);
        savepoint = sqlite.prepare("SAVEPOINT quintet_nested");
        releaseSavepoint = sqlite.prepare("RELEASE quintet_nested");
        rollbackToSavepoint = sqlite.prepare("ROLLBACK TO quintet_nested");
        relay = new OutboxRelay(ServiceFile.open(file, Durability.PROCESS_LOSS), lock, inboxRetention, instance, clock);
    }

    @Override
    public <T> T transact(Callable<T> work) throws Exception {
        return joins() ? nested(work) : outermost(work);
    }

    @SuppressWarnings("ReferenceEquality") // whether it is ours, not whether it is like ours
    private boolean joins() {
        return Transaction.active()
                .filter(transaction -> transaction.connection() == connection)
                .isPresent();
    }

    private <T> T outermost(Callable<T> work) throws Exception {
        acquire();
        boolean wake = false;
        try {
            if (closed) {
                throw QuintetException.unreachable(file + ": the database is closed", null);
            }
            enqueued = false;
            begin();
            T result;
            try (Transaction.Scope scope = Transaction.bind(connection)) {
                result = work.call();
            } catch (Throwable e) {
                sqlite.rollback();
                throw e;
            }
            commit();
            wake = enqueued;
            return result;
        } finally {
            lock.unlock();
            if (wake) {
                relay.wake();
            }
        }
    }

    /** Undoes just the inner work when it throws, for callers that catch and go on. */
    private <T> T nested(Callable<T> work) throws Exception {
        savepoint.update();
        try {
            T result = work.call();
            releaseSavepoint.update();
            return result;
        } catch (Throwable e) {
            try {
                rollbackToSavepoint.update();
                releaseSavepoint.update();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private void acquire() throws InterruptedException {
        if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw QuintetException.refused(
                    Code.UNAVAILABLE,
                    file + ": no transaction within " + PATIENCE
                            + " (expected: transactions of other threads that end soon)");
        }
    }

    private void begin() {
        try {
            sqlite.begin();
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }

    private void commit() {
        try {
            sqlite.commit();
        } catch (StoreException e) {
            sqlite.rollback();
            throw e.toQuintet();
        }
    }

    @Override
    public int once(String group, List<Delivery> deliveries, Handling work) throws Exception {
        return transact(() -> {
            List<Delivery> fresh = new ArrayList<>(deliveries.size());
            for (Delivery delivery : deliveries) {
                // this transaction has the file: what a later owner of the shard commits, it commits after this one
                refuseStale(delivery);
                if (addProcessed.update(group, delivery.message().id(), clock.millis()) == 1) {
                    fresh.add(delivery);
                }
            }
            if (!fresh.isEmpty()) {
                work.run(fresh);
            }
            return fresh.size();
        });
    }

    private static void refuseStale(Delivery delivery) {
        Fence fence = delivery.fence();
        if (!fence.holds()) {
            throw QuintetException.refused(
                    Code.ABORTED,
                    "shard " + fence.shard() + ": token " + fence.token()
                            + " is of the past, another instance owns the shard: nothing was committed");
        }
    }

    @Override
    public byte[] answer(String scope, String key, Callable<byte[]> work) throws Exception {
        return transact(() -> {
            Optional<byte[]> stored = findAnswer.first(row -> row.getBytes(1), scope, key);
            if (stored.isPresent()) {
                return stored.get();
            }
            byte[] answer = work.call();
            addAnswer.update(scope, key, clock.millis(), answer);
            return answer;
        });
    }

    @Override
    public void enqueue(String transport, Channel channel, Message message) {
        Object[] row = {
            transport,
            channel.name(),
            channel.kind().name(),
            channel.shards(),
            message.headers().encode(),
            message.payload(),
            clock.millis()
        };
        try {
            if (joins()) {
                addOutgoing.update(row);
                enqueued = true;
            } else {
                enqueue(Transaction.current().connection(), row);
            }
        } catch (SQLException e) {
            throw sqlite.failure(e).toQuintet();
        }
    }

    /** Over a connection that the application brought; the relay sees what it commits when it looks next. */
    private static void enqueue(Connection foreign, Object[] row) throws SQLException {
        try (PreparedStatement insert = foreign.prepareStatement(ADD_OUTGOING)) {
            for (int i = 0; i < row.length; i++) {
                insert.setObject(i + 1, row[i]);
            }
            insert.executeUpdate();
        }
    }

    @Override
    public void relay(Relay target) {
        relay.start(target);
    }

    @Override
    public void close() {
        relay.close();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                sqlite.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
