package io.quintet.tck;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.servers.Ports;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Sought;
import io.quintet.tck.contract.TckWho;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An empty registry, and those that a scenario lets use it; everything is closed after the scenario, the last opened first. */
final class Town implements AutoCloseable {
    static final String CONTRACT = "tck-who";

    private final RegistryTck kit;
    private final Path directory;
    private final Book book;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tck-timer").factory());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Town(RegistryTck kit) throws Exception {
        this.kit = kit;
        directory = Files.createTempDirectory("quintet-tck-");
        book = kit.freshBook(directory);
    }

    Book book() {
        return book;
    }

    private synchronized <T extends AutoCloseable> T closing(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /** A process' view of the registry. */
    Registry registry() {
        Settings settings = new SettingsSource().code(book.settings()).settings();
        String name = settings.text("registry").orElseThrow();
        RegistryProvider provider = ServiceLoader.load(RegistryProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no registry " + name + " on the class path"));
        return closing(provider.create(
                new ServiceContext("tck", Lab.unique("tck"), settings.section(name), Clock.systemUTC(), scheduler)));
    }

    /** Follows what a registry tells of those that a contract's callers look for. */
    Sightings follow(Registry registry, String contract) {
        Sightings sightings = new Sightings(kit.patience());
        registry.follow(new Sought(contract, kit.callTransport()), sightings);
        return sightings;
    }

    /** One that could serve at a free port. */
    Instance instance(String contract) {
        return instance(contract, "http://127.0.0.1:" + Ports.free());
    }

    /** One that could serve there. */
    Instance instance(String contract, String address) {
        return new Instance(Lab.unique("who"), "who", contract, new Endpoint(kit.callTransport(), address));
    }

    /** One that serves within this JVM. */
    Serving serve() {
        Instance instance = instance(CONTRACT);
        Quintet quintet = closing(quintet(serving(instance)));
        quintet.serve(TckWho.class, new WhoService(instance.id()));
        book.list(instance);
        return new Serving(instance, quintet, book);
    }

    /** One that serves in a JVM of its own. */
    ServingProcess serveApart() {
        Instance instance = instance(CONTRACT);
        List<String> arguments = new ArrayList<>();
        settings(serving(instance)).forEach((setting, value) -> arguments.add(setting + "=" + value));
        Peer peer = closing(Peer.start(WhoMain.class, kit.patience(), arguments));
        peer.await("serving");
        book.list(instance);
        return new ServingProcess(instance, peer);
    }

    private Map<String, String> serving(Instance instance) {
        String address = instance.endpoint().address();
        return Map.of(
                "name",
                instance.service(),
                "instance",
                instance.id(),
                kit.callTransport() + ".port",
                address.substring(address.lastIndexOf(':') + 1));
    }

    /** One that calls without a pause until the scenario ends. */
    Callers callers() {
        Quintet quintet = closing(quintet(Map.of("name", "caller")));
        return closing(new Callers(quintet.client(TckWho.class), kit.patience()));
    }

    private Quintet quintet(Map<String, String> more) {
        QuintetBuilder builder = Quintet.builder().environment(Map.of());
        settings(more).forEach(builder::set);
        return builder.build();
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "transports.calls",
                kit.callTransport(),
                "codec",
                Lab.codec().name(),
                "drain",
                "5s",
                "discovery.grace",
                "4s"));
        all.putAll(book.settings());
        all.putAll(more);
        return all;
    }

    @Override
    public void close() throws IOException {
        List<Exception> failures = new ArrayList<>();
        opened.addLast(book);
        for (AutoCloseable closeable : opened) {
            try {
                closeable.close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        scheduler.shutdownNow();
        Lab.remove(directory);
        if (!failures.isEmpty()) {
            throw new AssertionError("closing failed", failures.getFirst());
        }
    }

    /** One that serves within this JVM. */
    record Serving(Instance instance, Quintet quintet, Book book) {
        /** As an orderly end does: first nobody is sent there any more, then what is under way ends. */
        void leave() {
            book.strike(instance);
            quintet.close();
        }
    }

    /** One that serves in a JVM of its own. */
    record ServingProcess(Instance instance, Peer process) {}
}
