package io.quintet.faults;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.ServiceDatabaseProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** A service's database with faults: {@code database.url: faulty:jdbc:sqlite:orders.db}. */
public final class FaultyDatabaseProvider implements ServiceDatabaseProvider {
    private static final String PREFIX = "faulty:";

    /** For {@link java.util.ServiceLoader}. */
    public FaultyDatabaseProvider() {}

    @Override
    public boolean accepts(String jdbcUrl) {
        return jdbcUrl.startsWith(PREFIX);
    }

    @Override
    public ServiceDatabase open(ServiceContext context) {
        String url = context.settings().text("url", "").substring(PREFIX.length());
        for (ServiceDatabaseProvider provider : ServiceLoader.load(ServiceDatabaseProvider.class)) {
            if (!(provider instanceof FaultyDatabaseProvider) && provider.accepts(url)) {
                ServiceContext own = new ServiceContext(
                        context.service(),
                        context.instance(),
                        withUrl(context.settings(), url),
                        context.clock(),
                        context.scheduler());
                ServiceDatabase carrier = provider.open(own);
                try {
                    own.settings().rejectUnread();
                    return Decorations.of(context).database(carrier, context);
                } catch (RuntimeException e) {
                    carrier.close();
                    throw e;
                }
            }
        }
        throw context.settings().wrong("url", "faulty: and a JDBC URL that a module on the class path understands");
    }

    private static Settings withUrl(Settings settings, String url) {
        Map<String, String> values = new HashMap<>();
        settings.names().forEach(name -> settings.text(name).ifPresent(value -> values.put(name, value)));
        values.put("url", url);
        return new SettingsSource().code(values).settings();
    }
}
