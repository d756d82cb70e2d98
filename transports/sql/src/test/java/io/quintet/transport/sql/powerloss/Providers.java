package io.quintet.transport.sql.powerloss;

import io.quintet.config.SettingsSource;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.ServiceDatabaseProvider;
import io.quintet.spi.TransportProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The transport and the service database over one directory, found as an application finds them. */
final class Providers {
    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("power-loss-scheduler").factory());

    private Providers() {}

    static MessageTransport transport(Path directory, Clock clock) {
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            if (provider.name().equals("sql")) {
                return (MessageTransport) provider.create(context(Map.of("directory", directory.toString()), clock));
            }
        }
        throw new AssertionError("no transport sql");
    }

    static ServiceDatabase database(Path directory, Clock clock) {
        String url = url(directory.resolve("service.db"));
        for (ServiceDatabaseProvider provider : ServiceLoader.load(ServiceDatabaseProvider.class)) {
            if (provider.accepts(url)) {
                return provider.open(context(Map.of("url", url), clock));
            }
        }
        throw new AssertionError("no database for " + url);
    }

    static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    private static ServiceContext context(Map<String, String> settings, Clock clock) {
        return new ServiceContext(
                "power-loss",
                UUID.randomUUID().toString(),
                new SettingsSource().code(settings).settings(),
                clock,
                SCHEDULER);
    }
}
