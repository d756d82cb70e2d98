package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Registry;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import io.quintet.spi.TransportProvider;
import io.quintet.transport.sql.SqlRegistryProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One of Quintet's transports; the address is a directory for SQLite files, of the registry where there is no broker, or a URL; all
 * settings but that are the default ones.
 *
 * @param transport its name
 */
record QuintetTechnology(String transport) implements Technology {
    private static final int CREDIT = 512; // twice the window, as the peers have it

    @Override
    public Sender sender(Leg leg) {
        return new QuintetSender(open(leg.address()), channel(leg));
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) {
        MessageTransport opened = open(leg.address());
        List<Subscription> subscriptions = new ArrayList<>();
        for (int group = 0; group < leg.groups(); group++) {
            int number = group;
            subscriptions.add(opened.subscribe(
                    channel(leg), "benchmark-" + group, CREDIT, delivery -> take(delivery, number, intake)));
        }
        return () -> {
            for (Subscription subscription : subscriptions) {
                subscription.drain(Duration.ofSeconds(2));
                subscription.close();
            }
            opened.close();
        };
    }

    private static void take(Delivery delivery, int group, Intake intake) {
        intake.received(delivery.message().payload());
        delivery.ack();
        intake.acknowledged(group, 1);
    }

    private static Channel channel(Leg leg) {
        Channel.Kind kind = leg.groups() == 1 ? Channel.Kind.POINT_TO_POINT : Channel.Kind.PUBLISH_SUBSCRIBE;
        return new Channel(leg.channel(), kind, leg.shards());
    }

    /** The settings of the transport's section that an address stands for. */
    static Map<String, String> settings(String transport, String address) {
        return switch (transport) {
            case "zeromq" -> Map.of();
            case "sql" -> address.startsWith("jdbc:") ? Map.of("url", address) : Map.of("directory", address);
            default -> Map.of("url", address);
        };
    }

    private MessageTransport open(String address) {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().daemon().name("timer").factory());
        String instance = UUID.randomUUID().toString();
        ServiceContext context = context(instance, settings(transport, address), scheduler);
        if (transport.equals("zeromq")) {
            Registry unused = context.shared()
                    .one(
                            Registry.class,
                            () -> new SqlRegistryProvider()
                                    .create(context(instance, settings("sql", address), scheduler)));
        }
        for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
            if (provider.name().equals(transport)) {
                MessageTransport opened = (MessageTransport) provider.create(context);
                // what is not read is not known: it would measure something else under this name
                context.settings().rejectUnread();
                return opened;
            }
        }
        throw new IllegalStateException("transport " + transport + ": not on the class path");
    }

    private static ServiceContext context(
            String instance, Map<String, String> settings, ScheduledExecutorService scheduler) {
        return new ServiceContext(
                "benchmark", instance, new SettingsSource().code(settings).settings(), Clock.systemUTC(), scheduler);
    }

    private static final class QuintetSender implements Sender {
        private final MessageTransport transport;
        private final Channel channel;
        private final String prefix = UUID.randomUUID() + "-";
        private final AtomicLong failed = new AtomicLong();
        private long sent;

        QuintetSender(MessageTransport transport, Channel channel) {
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
