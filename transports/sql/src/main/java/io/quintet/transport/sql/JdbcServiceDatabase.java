package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.Transaction;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.ServiceDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a service's own database does on every database: transactions of the thread, inbox, outbox. */
abstract class JdbcServiceDatabase implements ServiceDatabase {
    private static final ThreadLocal<@Nullable Running> RUNNING = new ThreadLocal<>();

    private final Clock clock;

    JdbcServiceDatabase(Clock clock) {
        this.clock = clock;
    }

    /** A session for a transaction; waits for one, for a while. */
    abstract ServiceSession acquire() throws InterruptedException;

    /** The transaction is over. */
    abstract void release(ServiceSession session);

    /** Makes sure, until the transaction's end, that no other owner of the deliveries' shards commits; may wait for them. */
    abstract void fence(ServiceSession session, String group, List<Delivery> deliveries) throws SQLException;

    abstract Dialect dialect();

    abstract OutboxRelay outboxRelay();

    /** A failure over a connection that is not ours, in words. */
    abstract StoreException failure(SQLException cause);

    @Override
    public final <T> T transact(Callable<T> work) throws Exception {
        ServiceSession session = joined();
        return session != null ? nested(session, work) : outermost(work);
    }

    /** The session of this thread's transaction, if that is one of ours. */
    @SuppressWarnings("ReferenceEquality") // whether it is ours, not whether it is like ours
    private @Nullable ServiceSession joined() {
        Running running = RUNNING.get();
        if (running == null || running.database() != this) {
            return null;
        }
        boolean bound = Transaction.active()
                .filter(transaction ->
                        transaction.connection() == running.session().connection())
                .isPresent();
        return bound ? running.session() : null;
    }

    private <T> T outermost(Callable<T> work) throws Exception {
        Running before = RUNNING.get();
        ServiceSession session = acquire();
        boolean wake = false;
        try {
            begin(session);
            T result;
            RUNNING.set(new Running(this, session));
            try (Transaction.Scope scope = Transaction.bind(session.connection())) {
                result = work.call();
            } catch (Throwable e) {
                session.rollback();
                throw e;
            }
            commit(session);
            wake = session.enqueued();
            return result;
        } finally {
            if (before == null) {
                RUNNING.remove();
            } else {
                RUNNING.set(before);
            }
            release(session);
            if (wake) {
                outboxRelay().wake();
            }
        }
    }

    /** Undoes just the inner work when it throws, for callers that catch and go on. */
    private static <T> T nested(ServiceSession session, Callable<T> work) throws Exception {
        session.savepoint();
        try {
            T result = work.call();
            session.release();
            return result;
        } catch (Throwable e) {
            try {
                session.rollbackToSavepoint();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static void begin(ServiceSession session) {
        try {
            session.begin();
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }

    private static void commit(ServiceSession session) {
        try {
            session.commit();
        } catch (StoreException e) {
            session.rollback();
            throw e.toQuintet();
        }
    }

    private ServiceSession session() {
        ServiceSession session = joined();
        if (session == null) {
            throw new IllegalStateException("the work ended its own transaction");
        }
        return session;
    }

    @Override
    public final int once(String group, List<Delivery> deliveries, Handling work) throws Exception {
        return transact(() -> {
            ServiceSession session = session();
            List<Delivery> fresh = enter(session, group, deliveries);
            if (!fresh.isEmpty()) {
                work.run(fresh);
            }
            return fresh.size();
        });
    }

    /** Fences the transaction and enters the deliveries into the inbox; those that were not there before. */
    private List<Delivery> enter(ServiceSession session, String group, List<Delivery> deliveries) {
        try {
            fence(session, group, deliveries);
            deliveries.forEach(delivery -> refuseStale(delivery.fence()));
            List<String> ids =
                    deliveries.stream().map(delivery -> delivery.message().id()).toList();
            boolean[] added = session.process(group, ids, clock.millis());
            List<Delivery> fresh = new ArrayList<>(added.length);
            for (int i = 0; i < added.length; i++) {
                if (added[i]) {
                    fresh.add(deliveries.get(i));
                }
            }
            return fresh;
        } catch (SQLException e) {
            throw session.database().failure(e).toQuintet();
        }
    }

    private static void refuseStale(Fence fence) {
        if (!fence.holds()) {
            throw QuintetException.refused(
                    Code.ABORTED,
                    "shard " + fence.shard() + ": token " + fence.token()
                            + " is of the past, another instance owns the shard: nothing was committed");
        }
    }

    @Override
    public final byte[] answer(String scope, String key, Callable<byte[]> work) throws Exception {
        return transact(() -> {
            ServiceSession session = session();
            if (!session.reserve(scope, key, clock.millis())) {
                return session.answer(scope, key);
            }
            byte[] answer = work.call();
            session.answer(scope, key, answer);
            return answer;
        });
    }

    @Override
    public final void enqueue(String transport, Channel channel, Message message) {
        byte[] headers = message.headers().encode();
        Object[] row = {
            transport,
            channel.name(),
            channel.kind().name(),
            (long) channel.shards(),
            headers,
            message.payload(),
            clock.millis()
        };
        ServiceSession session = joined();
        try {
            if (session != null) {
                session.enqueue(row, headers.length + message.payload().length);
            } else {
                // over a connection that the application brought: the relay sees what it commits when it looks next
                OutboxInsert.executeOnce(dialect(), Transaction.current().connection(), row);
            }
        } catch (SQLException e) {
            throw failure(e).toQuintet();
        }
    }

    @Override
    public final void relay(Relay target) {
        outboxRelay().start(target);
    }

    private record Running(JdbcServiceDatabase database, ServiceSession session) {}
}
