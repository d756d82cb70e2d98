package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.quintet.Quintet;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.tck.Installed;
import io.quintet.transport.rabbitmq.server.RabbitServer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Transports, channels and messages for tests. */
final class Fixtures {
    static final int PATIENCE_SECONDS = 60;

    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("test-scheduler").factory());
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Fixtures() {}

    static ServiceContext context(Map<String, String> settings) {
        return new ServiceContext(
                "test",
                "test-" + NEXT.incrementAndGet(),
                new SettingsSource().code(settings).settings(),
                Clock.systemUTC(),
                SCHEDULER);
    }

    /** On the RabbitMQ of all tests, which must be installed; {@code more} are names and values of settings. */
    static MessageTransport transport(String... more) {
        return new RabbitTransportProvider().create(here(more));
    }

    /** For its parts alone, as {@link #transport}. */
    static RabbitSettings settings(String... more) {
        return RabbitSettings.of(here(more).settings());
    }

    private static ServiceContext here(String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("url", server().address());
        settings.put("rebalance", "100ms");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return context(settings);
    }

    /** A service all of whose operations go over it. */
    static Quintet service(String name) {
        return Quintet.builder()
                .name(name)
                .environment(Map.of())
                .set("registry", "memory")
                .set("codec", "json")
                .set("transports.calls", RabbitTransportProvider.NAME)
                .set("transports.messages", RabbitTransportProvider.NAME)
                .set("rabbitmq.url", server().address())
                .build();
    }

    static ScheduledExecutorService scheduler() {
        return SCHEDULER;
    }

    /** The one of all tests. */
    static RabbitServer server() {
        Installed.program("rabbitmq-server");
        return RabbitServer.shared();
    }

    /** A bare connection. */
    static Connection connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(server().address());
        return factory.newConnection();
    }

    static String unique(String name) {
        return name + "-" + RUN + "-" + NEXT.incrementAndGet();
    }

    /** One that nobody has used. */
    static Channel channel(int shards) {
        return new Channel(unique("channel"), Channel.Kind.POINT_TO_POINT, shards);
    }

    /** A key whose messages go to a shard. */
    static String key(Channel channel, int shard) {
        return keys(channel, shard).findFirst().orElseThrow();
    }

    /** All such keys, without end. */
    static Stream<String> keys(Channel channel, int shard) {
        return IntStream.iterate(0, i -> i + 1).mapToObj(i -> "k" + i).filter(key -> channel.shardOf(key) == shard);
    }

    static Message message(String id, @Nullable String key) {
        return new Message(
                Headers.builder()
                        .set(HeaderNames.ID, id)
                        .setIfPresent(HeaderNames.KEY, key)
                        .build(),
                id.getBytes(UTF_8));
    }

    /** Returns when it is so; an {@link AssertionError} where it is not in a minute. */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** As {@link #send}, where nothing may be thrown. */
    static Receipt sent(MessageTransport transport, Channel channel, Message message) {
        try {
            return send(transport, channel, message);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The receipt of one message. */
    static Receipt send(MessageTransport transport, Channel channel, Message message) throws Exception {
        return transport
                .send(channel, List.of(message))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .getFirst();
    }

    /** Sends one message, which has to be accepted. */
    static void accept(MessageTransport transport, Channel channel, Message message) throws Exception {
        assertThat(send(transport, channel, message)).isInstanceOf(Receipt.Accepted.class);
    }
}
