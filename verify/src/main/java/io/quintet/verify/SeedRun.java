package io.quintet.verify;

import io.quintet.faults.Decoration;
import io.quintet.faults.FaultPlan;
import io.quintet.faults.history.Checker;
import io.quintet.faults.history.Effect;
import io.quintet.faults.history.Event;
import io.quintet.faults.history.Finding;
import io.quintet.faults.history.History;
import io.quintet.faults.history.HistoryReader;
import io.quintet.faults.history.Verdict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One seed: some instances in this process, a load, faults; then quiet, and the checker. */
final class SeedRun {
    static final Duration LEASE = Duration.ofMillis(300);
    private static final int SCALE = 8;
    static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(4);
    private static final Duration QUIET = Duration.ofMillis(60);

    private final long seed;
    private final Profile profile;
    private final @Nullable Mutant mutant;
    private final Database database;
    private final Ledger ledger;
    private final Path historyFile;
    private final FaultPlan plan;
    private final List<Handlers.Mirror> mirrors = new CopyOnWriteArrayList<>();
    private final List<SkewedClock> clocks = new CopyOnWriteArrayList<>();
    private final List<Node> nodes = new CopyOnWriteArrayList<>();

    SeedRun(long seed, Profile profile, @Nullable Mutant mutant, Database database, Path historyFile) {
        this.seed = seed;
        this.profile = profile;
        this.mutant = mutant;
        this.database = database;
        this.ledger = new Ledger(database);
        this.historyFile = historyFile;
        this.plan = profile.plan(seed, database.carrier(LEASE).byClock());
    }

    SeedReport run() throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        List<Finding> findings = new ArrayList<>();
        try (Uncaught uncaught = new Uncaught();
                History history = History.create(historyFile, "driver")) {
            try {
                load(history);
                plan.stop();
                drain(findings);
            } finally {
                close();
            }
            findings.addAll(uncaught.findings());
        }
        List<Event> events = HistoryReader.read(historyFile);
        List<Effect> effects = ledger.effects();
        findings.addAll(new Checker(Kinds.rules(database)).check(events, effects));
        return new SeedReport(
                seed,
                profile.name(),
                findings,
                plan.fired(),
                events.stream()
                        .filter(event -> event.type() == Event.Type.INVOKE)
                        .count(),
                effects.size(),
                plan.redeliveries().again(),
                nodes.stream().mapToLong(node -> node.watch().duplicates()).sum(),
                Tally.of(events, effects),
                List.of(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private void load(History history) throws SQLException, InterruptedException {
        ledger.create();
        for (int i = 1; i <= 2; i++) {
            worker("w" + i, PATIENCE);
        }
        List<Producer> producers = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            producers.add(new Producer(node(Node.PRODUCER, "p" + i, PATIENCE).quintet(), history));
        }
        if (profile.takesOver()) {
            takeOver(producers);
        } else {
            load(producers, SCALE);
        }
    }

    private void load(List<Producer> producers, int scale) throws InterruptedException {
        new Load("s" + seed, seed, scale, () -> true).run(producers);
    }

    private void takeOver(List<Producer> producers) throws InterruptedException {
        if (database.carrier(LEASE).byClock()) {
            try (Takeovers takeovers = new Takeovers(clocks, LEASE, plan)) {
                load(producers, SCALE);
            }
        } else {
            try (Visitors visitors = new Visitors(this::worker, plan)) {
                load(producers, 2 * SCALE); // a visit takes longer than a jump of a clock
            }
        }
    }

    /** {@code drain}: how long it waits for its handlers when it leaves. */
    private Node node(String service, String instance, Duration drain) {
        Decoration decoration = Decoration.of(plan);
        SkewedClock clock = new SkewedClock();
        clocks.add(clock);
        Node node = Node.of(
                service,
                instance,
                database,
                LEASE,
                mutant == null ? decoration : mutant.around(decoration),
                clock,
                Map.of("registry", "memory", "faulty-calls.carrier", "memory", "drain", drain.toMillis() + "ms"));
        nodes.add(node);
        return node;
    }

    private Node worker(String instance, Duration drain) {
        Node node = node(Node.WORKER, instance, drain);
        mirrors.add(Handlers.attach(node.quintet(), database));
        Handlers.call(node.quintet());
        return node;
    }

    /** Waits until every effect is there and nothing moves any more, as long as there is progress. */
    private void drain(List<Finding> findings) throws SQLException, InterruptedException {
        List<Event> events = HistoryReader.read(historyFile);
        long moves = -1;
        long movedAt = System.nanoTime();
        while (true) {
            List<Effect> effects = ledger.effects();
            long now = effects.size() + plan.redeliveries().deliveries();
            if (now != moves) {
                moves = now;
                movedAt = System.nanoTime();
            }
            Duration still = Duration.ofNanos(System.nanoTime() - movedAt);
            boolean complete = new Checker(Kinds.rules(database))
                    .check(events, effects).stream().noneMatch(SeedRun::mayStillCome);
            long outbox = ledger.outboxes();
            if (complete && outbox == 0 && still.compareTo(QUIET) > 0) {
                return;
            }
            if (still.compareTo(WITHOUT_PROGRESS) > 0) {
                if (outbox > 0) {
                    findings.add(Finding.of(Verdict.NOT_DRAINED, outbox + " rows in the outboxes (expected: none)"));
                }
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15));
            if (Thread.interrupted()) {
                throw new InterruptedException("seed " + seed + ": interrupted");
            }
        }
    }

    static boolean mayStillCome(Finding finding) {
        return finding.verdict() == Verdict.LOST || finding.verdict() == Verdict.INCOMPLETE;
    }

    /** All at once, as instances that compete may end. */
    private void close() throws SQLException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.forEach(node -> threads.execute(node::close));
        }
        for (Handlers.Mirror mirror : mirrors) {
            mirror.close();
        }
    }
}
