package io.quintet.transport.sql;

import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.ServiceDatabaseProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Contexts, channels and messages for tests. */
final class Fixtures {
    static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("test-scheduler").factory());

    private Fixtures() {}

    static ServiceContext context(String instance, Map<String, String> settings) {
        return context(instance, settings, Clock.systemUTC());
    }

    static ServiceContext context(String instance, Map<String, String> settings, Clock clock) {
        return new ServiceContext(
                "test", instance, new SettingsSource().code(settings).settings(), clock, SCHEDULER);
    }

    /** The transport over a directory; {@code more} are names and values of settings. */
    static SqlMessageTransport transport(Path directory, String... more) {
        return new SqlMessageTransport(context(UUID.randomUUID().toString(), settings(directory, more)));
    }

    static Map<String, String> settings(Path directory, String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("directory", directory.toString());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    /** The service's own database, found as the runtime finds it. */
    static ServiceDatabase serviceDatabase(Map<String, String> settings) {
        return ServiceLoader.load(ServiceDatabaseProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.accepts(settings.get("url")))
                .findFirst()
                .orElseThrow()
                .open(context(UUID.randomUUID().toString(), settings));
    }

    static Channel channel(String name, int shards) {
        return new Channel(name, Channel.Kind.POINT_TO_POINT, shards);
    }

    static Message message(String id, String key, String payload) {
        return message(id, key, payload.getBytes(StandardCharsets.UTF_8));
    }

    static Message message(String id, String key, byte[] payload) {
        return new Message(
                Headers.builder()
                        .set(HeaderNames.ID, id)
                        .setIfPresent(HeaderNames.KEY, key)
                        .build(),
                payload);
    }

    /** A delivery of a shard that is still owned. */
    static Delivery delivery(String id) {
        return delivery(id, true);
    }

    static Delivery delivery(String id, boolean owned) {
        return new Handled(message(id, "k", ""), owned);
    }

    private record Handled(Message message, boolean holds) implements Delivery, Fence {
        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Fence fence() {
            return this;
        }

        @Override
        public String shard() {
            return "orders/0";
        }

        @Override
        public long token() {
            return 7;
        }

        @Override
        public void ack() {}

        @Override
        public void retry(Duration after, Throwable cause) {}

        @Override
        public void reject(Throwable cause) {}
    }

    static String text(Message message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
