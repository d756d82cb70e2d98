package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.transport.kafka.server.KafkaServer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
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

    /** On the Kafka of all tests; {@code more} are names and values of settings. */
    static MessageTransport transport(String... more) {
        return new KafkaTransportProvider().create(context(settings(more)));
    }

    /** The same, with clients of Kafka's that are not as usual. */
    static MessageTransport transport(Function<KafkaSettings, Clients> clients, String... more) {
        ServiceContext context = context(settings(more));
        KafkaSettings settings = KafkaSettings.of(context.settings());
        return new KafkaMessageTransport(context, settings, clients.apply(settings));
    }

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("url", KafkaServer.shared().address());
        settings.put("session", "2s");
        settings.put(
                "client.fetch.max.wait.ms", "50"); // for so long a client that closes waits for what it has asked for
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static String unique(String name) {
        return name + "-" + RUN + "-" + NEXT.incrementAndGet();
    }

    /** A bare client of the Kafka of all tests. */
    static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", KafkaServer.shared().address()));
    }

    /** One that nobody has used. */
    static Channel channel(int shards) {
        return new Channel(unique("channel"), Channel.Kind.POINT_TO_POINT, shards);
    }

    /** A key of a shard. */
    static String keyOf(Channel channel, int shard) {
        return keysOf(channel, shard).findFirst().orElseThrow();
    }

    /** Keys of a shard, without end. */
    static Stream<String> keysOf(Channel channel, int shard) {
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

    /** One that is due in so long. */
    static Message due(String id, Duration in) {
        Message message = message(id, "k");
        String then = Long.toString(System.currentTimeMillis() + in.toMillis());
        return new Message(message.headers().with(HeaderNames.NOT_BEFORE, then), message.payload());
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
