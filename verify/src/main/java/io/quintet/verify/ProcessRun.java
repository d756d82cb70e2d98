package io.quintet.verify;

import io.quintet.cli.CommandFailed;
import io.quintet.faults.history.Checker;
import io.quintet.faults.history.Effect;
import io.quintet.faults.history.Event;
import io.quintet.faults.history.Finding;
import io.quintet.faults.history.HistoryReader;
import io.quintet.faults.history.Verdict;
import io.quintet.faults.net.FaultProxy;
import io.quintet.faults.net.ProcessFaults;
import io.quintet.servers.Ports;
import io.quintet.servers.ServerProcess;
import io.quintet.transport.kafka.server.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Processes that work, are killed, stopped and cut off for a while; then quiet, and the checker. */
final class ProcessRun {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);
    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration SETTLED = Duration.ofSeconds(1);
    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(5);

    private final Class<?> main;
    private final long seed;
    private final Duration time;
    private final Database database;
    private final Optional<ServerProcess> server;
    private final RunDirectory directory;
    private final Consumer<String> progress;
    private final Ledger ledger;
    private final List<Worker> workers = new ArrayList<>();
    /** Those of each process, by its name. */
    private final Map<String, List<FaultProxy>> proxies = new LinkedHashMap<>();

    private final List<FaultProxy> doors = new ArrayList<>();
    private final Worker.Counts counts = new Worker.Counts(new LongAdder(), new LongAdder());

    /** {@code main}: what the processes run; {@code server}: what carries the messages, if it is to be killed, too. */
    ProcessRun(
            Class<?> main,
            long seed,
            Duration time,
            Database database,
            Optional<ServerProcess> server,
            RunDirectory directory,
            Consumer<String> progress) {
        this.main = main;
        this.seed = seed;
        this.time = time;
        this.database = database;
        this.server = server;
        this.directory = directory;
        this.progress = progress;
        this.ledger = new Ledger(database);
    }

    SeedReport run(int processes, String password) throws SQLException, InterruptedException {
        ledger.create();
        List<Finding> findings = new ArrayList<>();
        try (ProcessFaults signals = new ProcessFaults()) {
            Mischief mischief = new Mischief(seed, signals, server);
            server.ifPresent(broker -> openDoors(broker, processes));
            for (int i = 0; i < processes; i++) {
                start(i, password);
            }
            awaitWorking();
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < time.toNanos()) {
                String last = mischief.next(workers, proxies);
                revive();
                progress.accept(String.format(
                        "%,d s of %,d s: %s, %,d redeliveries, %,d duplicates recognised",
                        Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                        time.toSeconds(),
                        last,
                        counts.redeliveries().sum(),
                        counts.duplicates().sum()));
                settle();
            }
            stop(findings);
            drain(findings);
            end();
            workers.forEach(worker -> findings.addAll(worker.findings()));
            List<Event> events = events();
            List<Effect> effects = ledger.effects();
            findings.addAll(new Checker(Kinds.rules(database)).check(events, effects));
            return new SeedReport(
                    seed,
                    "PROCESSES",
                    findings,
                    mischief.fired(),
                    events.stream()
                            .filter(event -> event.type() == Event.Type.INVOKE)
                            .count(),
                    effects.size(),
                    counts.redeliveries().sum(),
                    counts.duplicates().sum(),
                    Tally.of(events, effects),
                    doubts(proxies),
                    Duration.ofNanos(System.nanoTime() - begin));
        } finally {
            close();
        }
    }

    /** A client of Kafka connects to the address that Kafka tells it; so each process has a door whose address is its proxy's. */
    private void openDoors(ServerProcess broker, int processes) {
        if (!(broker instanceof KafkaServer kafka)) {
            for (int i = 0; i < processes; i++) {
                doors.add(FaultProxy.to(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()),
                        seed * 1000 + i * 100L + 1));
            }
            return;
        }
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        for (int i = 0; i < processes; i++) {
            int port = Ports.free();
            FaultProxy door = FaultProxy.to(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), seed * 1000 + i * 100L + 1);
            doors.add(door);
            ports.put(port, door.address().getPort());
        }
        kafka.kill();
        kafka.doors(ports);
        kafka.start();
    }

    private void start(int number, String password) {
        String name = "n" + number;
        int port = Ports.free();
        long own = seed * 1000 + number * 100L;
        FaultProxy calls = FaultProxy.to(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), own);
        List<FaultProxy> wires = new ArrayList<>(List.of(calls));
        proxies.put(name, wires);
        Path file = directory.path().resolve("database-" + number);
        DatabaseFile.write(
                file,
                switch (database) {
                    case SqliteStore files -> files;
                    case ZeroMqStore files -> files; // each listens at a port of its own choice
                    case PostgresDatabases.Store postgres -> {
                        FaultProxy wire = FaultProxy.to(postgres.address(), own + 1);
                        wires.add(wire);
                        yield postgres.through(wire.address());
                    }
                    case BrokerStore broker -> {
                        if (doors.isEmpty()) {
                            yield broker; // somebody's, which tells its own addresses
                        }
                        FaultProxy wire = doors.get(number);
                        wires.add(wire);
                        yield broker.through(wire.address());
                    }
                });
        workers.add(new Worker(main, name, directory, file, password, own, port, calls, counts));
    }

    /** What befalls a process that has not begun yet proves nothing. */
    private void awaitWorking() throws InterruptedException {
        for (Worker worker : workers) {
            progress.accept("waiting for " + worker.name() + " to work");
            if (!worker.awaitWorking(START_PATIENCE)) {
                throw new CommandFailed(worker.name() + ": has ended, or does not work after " + START_PATIENCE
                        + " (expected: it works soon); see its log in " + directory.path());
            }
        }
    }

    /** Where faults follow one another faster than a slow machine gets over them, nothing but faults would be seen: no answer, ever. */
    private void settle() throws InterruptedException {
        long begin = System.nanoTime();
        while (workers.stream().anyMatch(worker -> worker.age().compareTo(SETTLED) > 0)
                && System.nanoTime() - begin < SETTLE_PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** One that ends by itself begins again, for the others go on; that is a finding, unless another has taken its port. */
    private void revive() {
        for (Worker worker : workers) {
            if (!worker.alive()) {
                worker.restart();
            }
        }
    }

    private void stop(List<Finding> findings) throws InterruptedException {
        proxies.values().forEach(wires -> wires.forEach(FaultProxy::heal));
        revive();
        workers.forEach(worker -> worker.say(WorkerMain.STOP));
        for (Worker worker : workers) {
            progress.accept("waiting for " + worker.name() + " to stop");
            if (!worker.awaitStopped(STOP_PATIENCE)) {
                findings.add(Finding.of(
                        Verdict.NOT_DRAINED,
                        worker.name() + " still produces after " + STOP_PATIENCE + " (expected: stopped)"));
            }
        }
    }

    private void drain(List<Finding> findings) throws SQLException, InterruptedException {
        List<Event> events = events();
        long effectsBefore = -1;
        long movedAt = System.nanoTime();
        while (true) {
            List<Effect> effects = ledger.effects();
            long waiting = ledger.outboxes();
            if (effects.size() != effectsBefore) {
                effectsBefore = effects.size();
                movedAt = System.nanoTime();
            }
            Duration still = Duration.ofNanos(System.nanoTime() - movedAt);
            long missing = new Checker(Kinds.rules(database))
                    .check(events, effects).stream()
                            .filter(SeedRun::mayStillCome)
                            .count();
            progress.accept(String.format(
                    "draining: %,d effects, %,d missing, %,d in the outboxes", effects.size(), missing, waiting));
            if (missing == 0 && waiting == 0 && still.compareTo(QUIET) > 0) {
                return;
            }
            if (still.compareTo(WITHOUT_PROGRESS) > 0) {
                if (waiting > 0) {
                    findings.add(Finding.of(Verdict.NOT_DRAINED, waiting + " rows in the outboxes (expected: none)"));
                }
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** What befalls a connection that nobody uses proves nothing. {@code proxies}: those of each process, by its name. */
    static List<String> doubts(Map<String, List<FaultProxy>> proxies) {
        List<String> doubts = new ArrayList<>();
        if (proxies.values().stream().flatMap(List::stream).allMatch(wire -> wire.struck() == 0)) {
            doubts.add("no fault of the wire has befallen anything (expected: some)");
        }
        proxies.forEach((name, wires) -> wires.stream()
                .filter(wire -> wire.accepted() == 0)
                .map(wire -> "nobody has connected through a proxy of " + name
                        + " (expected: calls, and what carries the messages)")
                .forEach(doubts::add));
        return doubts;
    }

    private List<Event> events() {
        try (Stream<Path> files = Files.list(directory.directory("histories"))) {
            return files.sorted()
                    .flatMap(file -> HistoryReader.read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory.path() + ": cannot be read", e);
        }
    }

    private void end() throws InterruptedException {
        workers.forEach(worker -> worker.say(WorkerMain.END));
        for (Worker worker : workers) {
            worker.awaitEnd(END_PATIENCE);
        }
    }

    private void close() throws InterruptedException {
        for (Worker worker : workers) {
            worker.kill();
        }
        proxies.values().forEach(wires -> wires.forEach(FaultProxy::close));
    }
}
