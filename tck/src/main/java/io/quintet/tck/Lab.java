package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Codec;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.spi.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A fresh store, and what a scenario opens on it; everything is closed after the scenario, the last opened first. */
final class Lab implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();
    /** Brokers outlive the run: no name comes twice. */
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private static final String SHARING = "sharing-";

    private final TransportTck kit;
    private final Path directory;
    private final Map<String, String> store;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tck-timer").factory());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<Runnable> unchecked = new ArrayList<>();
    private final List<Instances> instances = new CopyOnWriteArrayList<>();
    private final Map<String, String> registry;

    Lab(TransportTck kit) throws IOException {
        this.kit = kit;
        directory = Files.createTempDirectory("quintet-tck-");
        store = kit.freshStore(directory);
        registry = kit.registry(directory);
    }

    TransportTck kit() {
        return kit;
    }

    Map<String, String> store() {
        return store;
    }

    Duration patience() {
        return kit.patience();
    }

    /** Something of the scenario's own, to be closed after it. */
    synchronized <T extends AutoCloseable> T closing(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /** One more instance on the store. */
    Transport open() {
        Instances instance = new Instances(unique("tck"), registry, scheduler);
        Transport transport = kit.provider().create(instance.context(store));
        closing(instance);
        instances.add(instance);
        return closing(transport);
    }

    /** One more instance on the store, for messages. */
    MessageTransport messages() {
        if (open() instanceof MessageTransport transport) {
            return transport;
        }
        throw new AssertionError(kit.title() + " declares what only a MessageTransport can keep, and is none");
    }

    /** The dead letters that an instance gives, as it must where it declares them. */
    DeadLetters deadLetters(MessageTransport transport) {
        return transport
                .deadLetters()
                .orElseThrow(() -> new AssertionError(kit.title() + " declares DEAD_LETTERS and gives none"));
    }

    /** One more instance, for calls. */
    CallTransport calls() {
        if (open() instanceof CallTransport transport) {
            return transport;
        }
        throw new AssertionError(kit.title() + " declares CALLS and is no CallTransport");
    }

    /** A service that uses the transport for everything that the transport carries. */
    Quintet service(String name, String... settings) {
        var builder = Quintet.builder()
                .name(name)
                .environment(Map.of())
                .set("registry", "memory")
                .set("codec", codec().name())
                .set("messages.first-backoff", "10ms")
                .set("drain", "5s")
                .set("discovery.quiet", "20ms")
                .set("transports.calls", kit.provider().name())
                .set("transports.messages", kit.provider().name());
        store.forEach((setting, value) -> builder.set(kit.provider().name() + "." + setting, value));
        kit.serviceSettings(directory).forEach(builder::set);
        for (int i = 0; i < settings.length; i += 2) {
            builder.set(settings[i], settings[i + 1]);
        }
        return closing(builder.build());
    }

    /** The codec that the class path brings. */
    static Codec codec() {
        return ServiceLoader.load(Codec.class).findFirst().orElseThrow();
    }

    /** A JVM of its own on the store. */
    Peer peer(String... command) {
        List<String> arguments = new ArrayList<>(List.of(kit.provider().name()));
        arguments.addAll(List.of(command));
        arguments.add("--");
        store.forEach((setting, value) -> arguments.add(setting + "=" + value));
        arguments.add("--");
        registry.forEach((setting, value) -> arguments.add(setting + "=" + value));
        return closing(Peer.start(PeerMain.class, patience(), arguments));
    }

    static String unique(String prefix) {
        return prefix + "-" + RUN + "-" + NEXT.incrementAndGet();
    }

    /** A channel nobody has used, for one receiver. */
    Channel channel(int shards) {
        return new Channel(unique("tck"), Channel.Kind.POINT_TO_POINT, shards);
    }

    /** A channel nobody has used, for every group. */
    Channel topic(int shards) {
        return new Channel(unique("tck"), Channel.Kind.PUBLISH_SUBSCRIBE, shards);
    }

    /** Settles each delivery at once. */
    Recorder acking() {
        return recorder(Delivery::ack);
    }

    /** Settles nothing by itself. */
    Recorder holding() {
        return recorder(delivery -> {});
    }

    Recorder recorder(Consumer<Delivery> then) {
        return new Recorder(patience(), then);
    }

    Subscription subscribe(
            MessageTransport transport, Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        Subscription subscription = closing(transport.subscribe(channel, group, credit, consumer));
        Instances.awaitSpread(instances, patience());
        return subscription;
    }

    /**
     * Sends until each member of a group of two has got some. Until then what one has may be about to move to the other, and that waits for
     * what the first has not settled. Each settles what is {@link #sharing}.
     */
    void awaitShares(MessageTransport sender, Channel channel, Recorder first, Recorder second) {
        long deadline = System.nanoTime() + patience().toNanos();
        for (int i = 0; first.count() == 0 || second.count() == 0; i++) {
            assertThat(System.nanoTime())
                    .as("first got %s, second %s within %s", first.count(), second.count(), patience())
                    .isLessThan(deadline);
            send(sender, channel, Texts.keyless(SHARING + i + "-", 16));
        }
    }

    /** Whether a message is one of {@link #awaitShares}. */
    static boolean sharing(Message message) {
        return message.id().startsWith(SHARING);
    }

    /**
     * Sends one batch, all of which must be accepted: now, or by the end of the scenario where nobody may be there to accept it yet, and
     * nobody keeps it for those who come.
     */
    void send(MessageTransport transport, Channel channel, List<Message> batch) {
        Runnable check = accepted(batch.size(), transport.send(channel, batch));
        if (kit.promised().kept().contains(Guarantee.STORED)) {
            check.run();
        } else {
            unchecked.add(check);
        }
    }

    private Runnable accepted(int count, CompletableFuture<List<Receipt>> receipts) {
        return () -> assertThat(await("receipts", receipts))
                .as("receipts")
                .hasSize(count)
                .allMatch(Receipt.Accepted.class::isInstance);
    }

    void send(MessageTransport transport, Channel channel, Message... batch) {
        send(transport, channel, List.of(batch));
    }

    List<Receipt> receipts(MessageTransport transport, Channel channel, List<Message> batch) {
        return await("receipts", transport.send(channel, batch));
    }

    /** The value of a future that completes well within the patience. */
    <T> T await(String what, CompletableFuture<T> future) {
        try {
            return future.get(patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + patience() + ": " + what, e);
        } catch (ExecutionException e) {
            throw new AssertionError(what + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    /** Runs something that may block on a thread of its own. */
    static CompletableFuture<Void> start(Runnable work) {
        return CompletableFuture.runAsync(
                work, task -> Thread.ofVirtual().name("tck").start(task));
    }

    /** As {@link #start}, with a value. */
    static <T> CompletableFuture<T> compute(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofVirtual().name("tck").start(task));
    }

    /** Whether something that should wait still does after a while; right transports pass however slow the machine is. */
    static boolean stillWaits(CompletableFuture<?> future) {
        try {
            future.get(150, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            throw new AssertionError("failed instead of waiting", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        AssertionError failure = null;
        try {
            unchecked.forEach(Runnable::run);
        } catch (AssertionError e) {
            failure = e;
        }
        for (AutoCloseable closeable : opened) {
            try {
                closeable.close();
            } catch (Exception e) {
                failure = failure == null ? new AssertionError("closing failed", e) : failure;
            }
        }
        scheduler.shutdownNow();
        remove(directory);
        if (failure != null) {
            throw failure;
        }
    }

    /** Removes a directory with all that is in it. */
    static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
