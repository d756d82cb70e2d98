package io.quintet.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue that many write by hand: a table, an insert and a commit for each message, and consumers that select
 * {@code FOR UPDATE SKIP LOCKED}, delete and commit. The address is a JDBC URL.
 */
final class QueueTechnology implements Technology {
    static final List<String> TABLES = List.of("CREATE TABLE queue(id bigserial PRIMARY KEY, payload bytea NOT NULL)");

    private static final Logger LOG = LoggerFactory.getLogger(QueueTechnology.class);
    private static final int CONSUMERS = 3;
    private static final long PAUSE_NANOS = 2_000_000;

    private final int batch;

    /** With the most messages that a consumer takes at a time. */
    QueueTechnology(int batch) {
        this.batch = batch;
    }

    /** The connections of one process. */
    static HikariDataSource pool(String address, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    @Override
    public Sender sender(Leg leg) {
        return new QueueSender(pool(leg.address(), Workers.COUNT));
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) {
        HikariDataSource pool = pool(leg.address(), CONSUMERS);
        AtomicBoolean closing = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(CONSUMERS);
        for (int i = 0; i < CONSUMERS; i++) {
            Thread.ofPlatform().name("consumer-" + i).start(() -> {
                try {
                    consume(pool, intake, closing);
                } catch (SQLException e) {
                    LOG.error("a consumer ends", e); // the harness misses its messages, and shows what was logged
                } finally {
                    running.countDown();
                }
            });
        }
        return () -> {
            closing.set(true);
            running.await();
            pool.close();
        };
    }

    private void consume(HikariDataSource pool, Intake intake, AtomicBoolean closing) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement take = connection.prepareStatement(
                            "SELECT id, payload FROM queue ORDER BY id LIMIT " + batch + " FOR UPDATE SKIP LOCKED");
                    PreparedStatement delete = connection.prepareStatement("DELETE FROM queue WHERE id = ANY(?)")) {
                while (!closing.get()) {
                    List<Long> ids = take(take, intake);
                    if (!ids.isEmpty()) {
                        Array array = connection.createArrayOf("bigint", ids.toArray());
                        delete.setArray(1, array);
                        delete.executeUpdate();
                    }
                    connection.commit();
                    intake.acknowledged(ids.size());
                    if (ids.isEmpty()) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                }
            }
        }
    }

    private static List<Long> take(PreparedStatement take, Intake intake) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = take.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
                intake.received(rows.getBytes(2));
            }
        }
        return ids;
    }

    private static final class QueueSender implements Sender {
        private final HikariDataSource pool;
        private final Workers workers = new Workers();

        QueueSender(HikariDataSource pool) {
            this.pool = pool;
        }

        @Override
        public void send(String key, byte[] payload) {
            workers.execute(() -> {
                try (Connection connection = pool.getConnection();
                        PreparedStatement insert =
                                connection.prepareStatement("INSERT INTO queue(payload) VALUES (?)")) {
                    insert.setBytes(1, payload);
                    return insert.executeUpdate(); // commits by itself: one round trip
                }
            });
        }

        @Override
        public long failed() {
            return workers.failed();
        }

        @Override
        public void close() {
            workers.close();
            pool.close();
        }
    }
}
