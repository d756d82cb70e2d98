package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Delivery;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The service's own database in a SQLite file: one connection writes, and a fair lock hands it from transaction to transaction. SQLite
 * lets one write at a time anyway, and this way nobody polls for the file's lock.
 */
final class SqliteDatabase extends JdbcServiceDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file;
    private final Sqlite sqlite;
    private final ServiceSession session;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final OutboxRelay relay;
    private boolean closed;

    SqliteDatabase(Path file, Duration inboxRetention, String instance, Clock clock) {
        super(clock);
        this.file = file;
        sqlite = ServiceFile.open(file, Durability.POWER_LOSS);
        session = new ServiceSession(sqlite, sqlite.connection());
        relay = new OutboxRelay(ServiceFile.open(file, Durability.PROCESS_LOSS), lock, inboxRetention, instance, clock);
    }

    @Override
    ServiceSession acquire() throws InterruptedException {
        if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw QuintetException.refused(
                    Code.UNAVAILABLE,
                    file + ": no transaction within " + PATIENCE
                            + " (expected: transactions of other threads that end soon)");
        }
        if (closed) {
            lock.unlock();
            throw QuintetException.unreachable(file + ": the database is closed", null);
        }
        return session;
    }

    @Override
    void release(ServiceSession session) {
        lock.unlock();
    }

    @Override
    void fence(ServiceSession session, String group, List<Delivery> deliveries) {
        // this transaction has the file: what a later owner of the shard commits, it commits after this one
    }

    @Override
    Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    OutboxRelay outboxRelay() {
        return relay;
    }

    @Override
    StoreException failure(SQLException cause) {
        return sqlite.failure(cause);
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
