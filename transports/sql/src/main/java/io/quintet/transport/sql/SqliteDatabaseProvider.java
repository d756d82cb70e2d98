package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.ServiceDatabaseProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The service's own database in a SQLite file, {@code url: jdbc:sqlite:orders.db}; the instances of a service on one machine share it.
 *
 * <p>Settings: {@code url}, and {@code inbox-retention}, how long the ids of handled messages are kept.
 */
public final class SqliteDatabaseProvider implements ServiceDatabaseProvider {
    private static final String PREFIX = "jdbc:sqlite:";

    /** For {@link java.util.ServiceLoader}. */
    public SqliteDatabaseProvider() {}

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith(PREFIX);
    }

    @Override
    public ServiceDatabase open(ServiceContext context) {
        Duration retention = context.settings().duration("inbox-retention", Duration.ofDays(7));
        return new SqliteDatabase(file(context), retention, context.instance(), context.clock());
    }

    private static Path file(ServiceContext context) {
        String url = context.settings().text("url", "");
        String name = url.substring(Math.min(PREFIX.length(), url.length()));
        boolean plain = url.startsWith(PREFIX)
                && !name.isBlank()
                && !name.startsWith(":")
                && !name.startsWith("file:")
                && !name.contains("?");
        if (!plain) {
            throw context.settings().wrong("url", "jdbc:sqlite: and the path of a file, without parameters");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ConfigurationException("database url: not a path: " + e.getMessage(), e);
        }
    }
}
