package io.quintet.transport.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The service's own database on a PostgreSQL server: a pool of connections, each with a transaction of its own. */
final class PostgresDatabase extends JdbcServiceDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Statements of the application may take longer than ours; the URL can say otherwise. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final Duration RELAY_PATIENCE = Duration.ofSeconds(1);

    private final String name;
    private final HikariDataSource pool;
    private final OutboxRelay relay;
    private final ShardFences fences = new ShardFences();

    PostgresDatabase(PostgresAddress address, int poolSize, Duration inboxRetention, ServiceContext context) {
        super(context.clock());
        name = address.toString();
        PostgresServiceTables.prepare(address);
        pool = new HikariDataSource(configuration(address, poolSize));
        try {
            relay = new OutboxRelay(
                    Postgres.open(address, Durability.POWER_LOSS, RELAY_PATIENCE),
                    new ReentrantLock(true),
                    inboxRetention,
                    context.instance(),
                    context.clock());
        } catch (StoreException e) {
            pool.close();
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static HikariConfig configuration(PostgresAddress address, int poolSize) {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("quintet-database");
        configuration.setJdbcUrl(address.url());
        configuration.setDataSourceProperties(address.properties(SILENCE));
        configuration.setMaximumPoolSize(poolSize);
        configuration.setMinimumIdle(Math.min(2, poolSize));
        configuration.setAutoCommit(false);
        configuration.setConnectionTimeout(PATIENCE.toMillis());
        // whatever the server's default is: an acknowledged message must not be forgotten
        configuration.setConnectionInitSql("SET synchronous_commit TO on");
        configuration.setExceptionOverride(new StandbyEviction());
        return configuration;
    }

    @Override
    ServiceSession acquire() {
        try {
            Connection connection = pool.getConnection();
            return new ServiceSession(new Borrowed(name, connection), connection);
        } catch (SQLException e) {
            if (pool.isClosed()) {
                throw QuintetException.unreachable(name + ": the database is closed", e);
            }
            throw QuintetException.refused(
                            Code.UNAVAILABLE,
                            name + ": no connection within " + PATIENCE
                                    + " (expected: a server there, and transactions of other threads that end soon): "
                                    + e.getMessage())
                    .causedBy(e);
        }
    }

    @Override
    void release(ServiceSession session) {
        session.database().close();
    }

    @Override
    void fence(ServiceSession session, String group, List<Delivery> deliveries) throws SQLException {
        fences.enter(session, group, deliveries);
    }

    @Override
    Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    OutboxRelay outboxRelay() {
        return relay;
    }

    @Override
    StoreException failure(SQLException cause) {
        return StoreException.of(name, cause);
    }

    @Override
    public void close() {
        relay.close();
        pool.close();
    }
}
