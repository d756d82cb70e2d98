package io.quintet.benchmarks;

import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import io.quintet.spi.TransportProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** Quintet's transport {@code sql} on SQLite files; the address is a directory, all settings but that are the default ones. */
final class SqlTechnology implements Technology {
    private static final int SHARDS = 8; // the default of messages.shards
    private static final int CREDIT = 512; // twice the window, as the peers have it

    @Override
    public Sender sender(String address, String channel) {
        return new SqlSender(open(address), channel(channel));
    }

    @Override
    public AutoCloseable receiver(String address, String channel, Intake intake) {
        MessageTransport transport = open(address);
        Subscription subscription =
                transport.subscribe(channel(channel), "benchmark", CREDIT, delivery -> take(delivery, intake));
        return () -> {
            subscription.drain(Duration.ofSeconds(2));
            subscription.close();
            transport.close();
        };
    }

    private static void take(Delivery delivery, Intake intake) {
        intake.received(delivery.message().payload());
        delivery.ack();
        intake.acknowledged(1);
    }

    private static Channel channel(String name) {
        return new Channel(name, Channel.Kind.POINT_TO_POINT, SHARDS);
    }

    private static MessageTransport open(String directory) {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().daemon().name("timer").factory());
        ServiceContext context = new ServiceContext(
                "benchmark",
                UUID.randomUUID().toString(),
                new SettingsSource().code(Map.of("directory", directory)).settings(),
                Clock.systemUTC(),
                scheduler);
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            if (provider.name().equals("sql")) {
                return (MessageTransport) provider.create(context);
            }
        }
        throw new IllegalStateException("transport sql: not on the class path");
    }

    private static final class SqlSender implements Sender {
        private final MessageTransport transport;
        private final Channel channel;
        private final String prefix = UUID.randomUUID() + "-";
        private final AtomicLong failed = new AtomicLong();
        private long sent;

        SqlSender(MessageTransport transport, Channel channel) {
            this.transport = transport;
            this.channel = channel;
        }

        @Override
        public void send(String key, byte[] payload) {
            Headers headers = Headers.builder()
                    .set(HeaderNames.ID, prefix + sent++)
                    .set(HeaderNames.KEY, key)
                    .build();
            var unused = transport
                    .send(channel, List.of(new Message(headers, payload)))
                    .whenComplete((receipts, error) -> {
                        if (error != null || receipts.getFirst() instanceof Receipt.Failed) {
                            failed.incrementAndGet();
                        }
                    });
        }

        @Override
        public long failed() {
            return failed.get();
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
