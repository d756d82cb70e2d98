package io.quintet.cli.dlq;

import io.quintet.cli.CommandFailed;
import io.quintet.config.Settings;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dead letters of a transport, opened for one command. */
final class DeadLetterStore implements AutoCloseable {
    private final Transport transport;
    private final ScheduledExecutorService scheduler;
    private final DeadLetters letters;
    private final WholePayloads payloads;

    private DeadLetterStore(
            Transport transport, ScheduledExecutorService scheduler, DeadLetters letters, WholePayloads payloads) {
        this.transport = transport;
        this.scheduler = scheduler;
        this.letters = letters;
        this.payloads = payloads;
    }

    static DeadLetterStore open(TransportProvider provider, Settings settings) {
        String name = provider.name();
        Settings section = settings.section(name);
        if (name.equals("sql") && section.text("url").isEmpty()) {
            checkDirectory(Path.of(section.text("directory", "quintet-data")));
        }
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("quintet-timer").factory());
        try {
            String instance = "quintet-dlq-" + ProcessHandle.current().pid();
            Function<String, ServiceContext> context = of ->
                    new ServiceContext("quintet-dlq", instance, settings.section(of), Clock.systemUTC(), scheduler);
            Transport transport = provider.create(context.apply(name));
            if (transport instanceof MessageTransport messages
                    && messages.deadLetters().isPresent()) {
                return new DeadLetterStore(
                        transport, scheduler, messages.deadLetters().get(), new WholePayloads(settings, context));
            }
            transport.close();
            throw new IllegalStateException("transport " + name + ": declares DEAD_LETTERS and gives none");
        } catch (RuntimeException e) {
            scheduler.shutdownNow();
            throw e;
        }
    }

    /** The transport of that name, where it shows its dead letters. */
    static TransportProvider provider(String name) {
        TreeMap<String, TransportProvider> all = new TreeMap<>();
        ServiceLoader.load(TransportProvider.class).forEach(each -> all.put(each.name(), each));
        TransportProvider provider = all.get(name);
        if (provider != null && shows(provider.guarantees())) {
            return provider;
        }
        String able = all.values().stream()
                .filter(each -> shows(each.guarantees()))
                .map(TransportProvider::name)
                .collect(Collectors.joining(", "));
        throw new CommandFailed("transport " + name + ": "
                + (provider == null ? "not on the class path" : "keeps no dead letters that another process could see")
                + " (expected: one of: " + able + ")");
    }

    private static boolean shows(Guarantees guarantees) {
        return guarantees.kept().contains(Guarantee.DEAD_LETTERS)
                && guarantees.kept().contains(Guarantee.CROSS_PROCESS);
    }

    /** A command that looks must not bring an empty store into being where somebody has mistyped its name. */
    private static void checkDirectory(Path directory) {
        if (!Files.exists(directory.resolve("groups.db"))) {
            throw new CommandFailed(directory.toAbsolutePath()
                    + ": no store of the sql transport (expected: the directory that services name in sql.directory)");
        }
    }

    DeadLetters letters() {
        return letters;
    }

    /** The message of a dead letter as it was before it was packed. */
    Message whole(DeadLetter letter) {
        return payloads.of(letter.message());
    }

    @Override
    public void close() {
        transport.close();
        scheduler.shutdownNow();
    }
}
