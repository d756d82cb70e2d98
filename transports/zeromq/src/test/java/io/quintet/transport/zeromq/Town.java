package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.signing.Keyring;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import io.quintet.spi.Registry;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Shared;
import io.quintet.transport.memory.MemoryRegistryProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Instances that find each other in one registry; all are closed with it, the last opened first. */
final class Town implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(45);
    static final Channel CHANNEL = new Channel("orders", Channel.Kind.POINT_TO_POINT, 4);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String broker = UUID.randomUUID().toString();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("test-timer").factory());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    ZeroMqTransport open(String... settings) {
        Shared shared = new Shared();
        Registry registry = shared.one(Registry.class, this::registry);
        Map<String, String> all = new HashMap<>(Map.of("patience", "10s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        ZeroMqTransport transport = new ZeroMqTransport(context(all, shared));
        opened.push(registry);
        opened.push(transport);
        return transport;
    }

    /** The book itself. */
    Registry registry() {
        return new MemoryRegistryProvider().create(context(Map.of("broker", broker), new Shared()));
    }

    private ServiceContext context(Map<String, String> settings, Shared shared) {
        return new ServiceContext(
                "test",
                "test-" + NEXT.incrementAndGet(),
                new SettingsSource().code(settings).settings(),
                Clock.systemUTC(),
                scheduler,
                shared,
                Keyring.NONE);
    }

    <T extends AutoCloseable> T closing(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    static Message message(String id, @Nullable String key) {
        return new Message(
                Headers.builder()
                        .set(HeaderNames.ID, id)
                        .setIfPresent(HeaderNames.KEY, key)
                        .build(),
                id.getBytes(UTF_8));
    }

    static Receipt receipt(CompletableFuture<List<Receipt>> receipts) throws Exception {
        return receipts.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getFirst();
    }

    /** A consumer that puts what it gets here. */
    static final class Got implements Consumer<Delivery> {
        private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        private final boolean acks;

        Got(boolean acks) {
            this.acks = acks;
        }

        @Override
        public void accept(Delivery delivery) {
            deliveries.add(delivery);
            if (acks) {
                delivery.ack();
            }
        }

        Delivery take() throws InterruptedException {
            Delivery delivery = deliveries.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (delivery == null) {
                throw new AssertionError("nothing was delivered within " + PATIENCE);
            }
            return delivery;
        }

        int waiting() {
            return deliveries.size();
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
        scheduler.shutdownNow();
    }
}
