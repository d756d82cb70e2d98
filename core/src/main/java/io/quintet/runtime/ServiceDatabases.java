package io.quintet.runtime;

import io.quintet.config.Settings;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.ServiceDatabaseProvider;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Opens the service's own database with the module that understands its URL. */
final class ServiceDatabases {
    private ServiceDatabases() {}

    /** The database; null where {@code database.url} is not set. */
    static @Nullable ServiceDatabase open(Settings settings, ServiceContext context) {
        if (settings.text("database.url").isEmpty()) {
            return null;
        }
        String url = settings.text("database.url", "");
        for (ServiceDatabaseProvider provider :
                ServiceLoader.load(ServiceDatabaseProvider.class, ServiceDatabases.class.getClassLoader())) {
            if (provider.accepts(url)) {
                return open(provider, context);
            }
        }
        throw settings.wrong(
                "database.url",
                "a JDBC URL that a module on the class path understands, such as jdbc:sqlite:orders.db");
    }

    private static ServiceDatabase open(ServiceDatabaseProvider provider, ServiceContext context) {
        ServiceDatabase opened = provider.open(context);
        try {
            context.settings().rejectUnread();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    /** The database, where what is asked for needs one. */
    static ServiceDatabase required(@Nullable ServiceDatabase database) {
        if (database == null) {
            throw new IllegalStateException(
                    "database.url: not set (expected: the JDBC URL of the service's own database, as"
                            + " jdbc:sqlite:orders.db)");
        }
        return database;
    }
}
