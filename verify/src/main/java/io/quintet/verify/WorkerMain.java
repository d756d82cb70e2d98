package io.quintet.verify;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.faults.Decoration;
import io.quintet.faults.FaultPlan;
import io.quintet.faults.history.History;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One process of a run of many: a worker and a producer that go on until they are told to stop, by a line on the standard input. It ends
 * when that says so, or ends itself.
 */
final class WorkerMain {
    static final String STOP = "stop";
    static final String END = "end";
    static final String STOPPED = "@stopped";
    static final String COUNTS = "@counts ";
    static final String ENDED = "@ended ";
    /** How it exits where it cannot begin now, but may be able to later: EX_TEMPFAIL of sysexits.h. */
    static final int CANNOT_BEGIN = 75;

    static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(400);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final FaultPlan plan = FaultPlan.none();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean begun;

    private WorkerMain(String name) {
        this.name = name;
    }

    /** Name, file of the database, directory of histories, seed, port of calls, address of calls. */
    public static void main(String[] arguments) throws Exception {
        Database database = DatabaseFile.read(Path.of(arguments[1]));
        WorkerMain worker = new WorkerMain(arguments[0]);
        try (Uncaught uncaught = new Uncaught(finding -> say(ENDED + finding.detail()))) {
            worker.run(database, Path.of(arguments[2]), Long.parseLong(arguments[3]), arguments[4], arguments[5]);
        } catch (Exception e) {
            if (worker.begun || !passes(e)) {
                throw e;
            }
            e.printStackTrace();
            System.exit(CANNOT_BEGIN);
        }
    }

    /** Another has its port, or what it needs cannot be reached, be it for a fault of this run: whoever runs it starts it again. */
    private static boolean passes(Exception failure) {
        return Causes.any(
                failure,
                cause -> cause instanceof BindException
                        || (cause instanceof QuintetException known && known.code() == Code.UNAVAILABLE));
    }

    private void run(Database database, Path histories, long seed, String port, String advertised) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("registry", "sql", "sql.lease", LEASE.toMillis() + "ms"));
        database.channels().forEach((setting, value) -> settings.put("sql." + setting, value));
        Decoration faults = Decoration.of(plan);
        try (History history = History.create(histories.resolve(name + ".jsonl"), name);
                Node producing =
                        Node.of(Node.PRODUCER, "p" + name, database, LEASE, faults, Clock.systemUTC(), settings)) {
            settings.put("faulty-calls.port", port);
            settings.put("faulty-calls.advertise", advertised);
            try (Node working = Node.of(Node.WORKER, "w" + name, database, LEASE, faults, Clock.systemUTC(), settings);
                    Handlers.Mirror mirror = Handlers.attach(working.quintet(), database)) {
                Handlers.call(working.quintet());
                Load load = new Load(
                        name,
                        seed,
                        1_000_000,
                        () -> pause(pauseWhere(working.watch().age())));
                Producer producer = new Producer(producing.quintet(), history);
                Thread loading = Thread.ofPlatform().daemon().start(() -> load(load, producer));
                Thread counting = Thread.ofPlatform().daemon().start(() -> count(producing, working));
                begun = true;
                commands(loading);
                counting.interrupt();
            }
        }
    }

    /**
     * Between two operations, as long as messages take of late: where a machine cannot keep up, those that wait must not become ever more,
     * for then no request would be answered in time.
     */
    static Duration pauseWhere(Duration age) {
        return Duration.ofMillis(Math.clamp(age.toMillis(), SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis()));
    }

    private boolean pause(Duration length) {
        try {
            return !stopping.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void load(Load load, Producer producer) {
        try {
            load.run(List.of(producer));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says from time to time what would be lost by a kill. */
    private void count(Node producing, Node working) {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(200);
                say(String.format(
                        Locale.ROOT,
                        "%s%d %d %d",
                        COUNTS,
                        plan.redeliveries().again(),
                        producing.watch().duplicates() + working.watch().duplicates(),
                        working.watch().age().toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commands(Thread loading) throws IOException, InterruptedException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (true) {
            String command = commands.readLine();
            if (command == null) {
                Runtime.getRuntime().halt(1); // whoever started it is gone
            } else if (command.equals(STOP)) {
                stopping.countDown();
                loading.join();
                say(STOPPED);
            } else if (command.equals(END)) {
                return;
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
