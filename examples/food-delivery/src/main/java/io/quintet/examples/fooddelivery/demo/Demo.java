package io.quintet.examples.fooddelivery.demo;

import io.quintet.Quintet;
import io.quintet.cli.CommandFailed;
import io.quintet.examples.fooddelivery.contract.Api;
import io.quintet.examples.fooddelivery.process.Metrics;
import io.quintet.examples.fooddelivery.process.StatsLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run: start the services, place orders, wait until their effects are there, stop the services, judge. */
final class Demo implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration LAST_ORDERS = Duration.ofSeconds(60);
    private static final Duration INTERRUPTED = Duration.ofSeconds(5);
    private static final int NEWS = 4;

    private final DemoOptions options;
    private final RunDirectory directory;
    private final Display display;
    private final OrderFile orders;
    private final Totals totals = new Totals();
    private final Metrics metrics = new Metrics();
    private final Ledger ledger = new Ledger();
    private final Supervisor supervisor;
    private final Failures failures = new Failures(this::changed);
    private final Wires wires;
    private final KillPlan kills;
    private final FaultCourse faults;
    private final Deque<String> news = new ArrayDeque<>();
    private final CountDownLatch interrupt = new CountDownLatch(1);
    private volatile boolean started;
    private final long begin = System.nanoTime();
    private final long beganMillis = System.currentTimeMillis();

    /** Starts nothing yet. */
    Demo(DemoOptions options, OrderFile orders, RunDirectory directory, @Nullable Path classArchive, Display display) {
        this.options = options;
        this.directory = directory;
        this.display = display;
        this.orders = orders;
        wires = new Wires(options.faults().all());
        supervisor = new Supervisor(
                directory, new JavaCommand(options.data().toAbsolutePath(), classArchive), wires, this::count);
        kills = new KillPlan(options.kills(), supervisor, this::announce);
        faults = new FaultCourse(options.faults(), supervisor, wires, failures, FaultCourse.PATIENCE, this::announce);
    }

    /** Ends the run early, as on Ctrl-C: no more orders, a short wait for those under way. */
    void interrupt() {
        interrupt.countDown();
        if (!started) {
            supervisor.close();
        }
    }

    /** Runs to the end, and says how it went; an {@link InterruptedException} when it was to end before it had begun. */
    Report run() throws InterruptedException {
        start();
        long startUp = millis();
        display.step(Role.processes() + " services up after " + Texts.seconds(startUp) + "; run directory "
                + directory.path());
        try (Checker checker = new Checker(directory.path(), ledger)) {
            Driver driver = place(checker);
            long placing = millis() - startUp;
            boolean interrupted = interrupted();
            if (!failed()) {
                drain(checker, interrupted);
            }
            Verdict before = checker.check();
            show(checker, "stopping the services");
            supervisor.close();
            Verdict verdict = checker.check();
            display.show(snapshot("done", verdict));
            Judgement judgement = new Judgement(options, totals, verdict, supervisor.dead(), interrupted);
            judgement.add(driver.problems());
            judgement.add(kills.problems());
            judgement.stayed(before, verdict);
            if (!interrupted) {
                judgement.hit(kills);
                judgement.add(faults.problems());
            }
            Report.Run run = new Report.Run(
                    judgement.passed(),
                    judgement.problems(),
                    startUp,
                    placing,
                    millis(),
                    options.kills().stream().map(Kill::toString).toList());
            Resilience resilience = Resilience.of(beganMillis, faults.outcomes(), failures, driver.placings());
            return Report.of(options.orders(), totals, verdict, run, resilience);
        }
    }

    private void start() throws InterruptedException {
        display.step("starting " + Role.processes() + " processes");
        try {
            supervisor.start(up -> display.step(up + " of " + Role.processes() + " services up"));
            started = true;
        } catch (CommandFailed e) {
            if (interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while starting").initCause(e);
            }
            throw e;
        }
    }

    private Driver place(Checker checker) throws InterruptedException {
        Path configuration = directory.configuration("driver", "driver", false, wires);
        try (Quintet quintet =
                Quintet.builder().configuration(configuration).observer(metrics).build()) {
            Driver driver = new Driver(
                    quintet.client(Api.class),
                    orders,
                    ledger,
                    new Driver.Load(options.orders(), options.concurrency(), options.perSecond()),
                    faults,
                    this::acknowledged);
            driver.start();
            faults.start();
            while (!driver.await(TICK) && !interrupted() && !failed()) {
                show(checker, "placing orders");
            }
            while (!options.once() && !interrupt.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                show(checker, failed() ? "a service has failed; Ctrl-C ends" : "all orders placed; Ctrl-C ends");
            }
            driver.stop();
            if (!driver.await(interrupted() || failed() ? INTERRUPTED : LAST_ORDERS)) {
                announce("not all orders under way ended");
            }
            count(metrics.take(0));
            return driver;
        }
    }

    private void drain(Checker checker, boolean interrupted) throws InterruptedException {
        Drain drain = interrupted ? Drain.within(INTERRUPTED) : Drain.patient();
        boolean redelivery = !interrupted && kills.hitsMessages();
        if (!interrupted && !kills.await(LAST_ORDERS)) {
            announce("not all kills were carried out");
        }
        if (!interrupted && !faults.await(LAST_ORDERS)) {
            announce("not all faults came to their end");
        }
        Verdict verdict = checker.check();
        while ((verdict.lost() > 0 || (redelivery && totals.redelivered() == 0))
                && !drain.exhausted(verdict.effects())
                && !supervisor.awaitDeath(TICK)) {
            show(checker, "waiting for the effects of the last orders");
            verdict = checker.check();
        }
    }

    private boolean interrupted() {
        return interrupt.getCount() == 0;
    }

    /** A death ends a run that nobody watches at once; one that somebody watches goes on, and shows it. */
    private boolean failed() throws InterruptedException {
        return options.once() && supervisor.awaitDeath(Duration.ZERO);
    }

    private void show(Checker checker, String phase) {
        count(metrics.take(0));
        display.show(snapshot(phase, checker.check()));
    }

    private Snapshot snapshot(String phase, Verdict verdict) {
        synchronized (news) {
            return Snapshot.of(
                    Duration.ofMillis(millis()), phase, directory, supervisor, totals, verdict, List.copyOf(news));
        }
    }

    private void count(StatsLine line) {
        totals.add(line);
        failures.add(line);
    }

    private void acknowledged(int orders) {
        kills.acknowledged(orders);
        faults.acknowledged(orders);
    }

    private void changed(Failures.Transition transition) {
        announce(transition.atMillis() - beganMillis, CircuitWords.of(transition));
        faults.look();
    }

    private void announce(String what) {
        announce(millis(), what);
    }

    private void announce(long atMillis, String what) {
        String line = Texts.clock(Duration.ofMillis(atMillis)) + " " + what;
        display.event(line);
        synchronized (news) {
            news.addLast(line);
            if (news.size() > NEWS) {
                news.removeFirst();
            }
        }
    }

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    /** Stops every process, whatever the run was doing. */
    @Override
    public void close() {
        faults.close();
        supervisor.close();
        wires.close();
    }
}
