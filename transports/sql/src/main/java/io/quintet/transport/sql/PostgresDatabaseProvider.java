package io.quintet.transport.sql;

import io.quintet.config.Settings;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.ServiceDatabaseProvider;
import java.time.Duration;

/**
 * The service's own database on a PostgreSQL server, {@code url: jdbc:postgresql://host/database}; Quintet's tables are in the schema
 * that the connection begins with, like the application's.
 *
 * <p>Settings: {@code url}, {@code user}, {@code password}; {@code pool-size}, the most transactions at a time; and {@code
 * inbox-retention}, how long the ids of handled messages are kept.
 */
public final class PostgresDatabaseProvider implements ServiceDatabaseProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PostgresDatabaseProvider() {}

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith(PostgresAddress.PREFIX);
    }

    @Override
    public ServiceDatabase open(ServiceContext context) {
        Settings settings = context.settings();
        Duration retention = settings.duration("inbox-retention", Duration.ofDays(7));
        int poolSize = settings.integer("pool-size", 16, 1, 1000);
        PostgresAddress address = PostgresAddress.of(settings)
                .orElseThrow(() -> settings.wrong("url", "jdbc:postgresql://host:port/database"));
        return new PostgresDatabase(address, poolSize, retention, context);
    }
}
