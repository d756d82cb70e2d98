package io.quintet.examples.fooddelivery.demo;

import io.quintet.cli.CommandFailed;
import io.quintet.examples.fooddelivery.process.StatsLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Starts the processes of all services, kills some on request, and stops every one. Safe for use by many threads. */
final class Supervisor implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(20);
    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final int LOG_LINES = 12;

    private final RunDirectory directory;
    private final JavaCommand command;
    private final Wires wires;
    private final Consumer<StatsLine> stats;
    private final Map<String, LogTail> logs = new LinkedHashMap<>();
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final List<Child> dead = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstDeath = new CountDownLatch(1);
    private boolean closed;

    Supervisor(RunDirectory directory, JavaCommand command, Wires wires, Consumer<StatsLine> stats) {
        this.directory = directory;
        this.command = command;
        this.wires = wires;
        this.stats = stats;
    }

    /** Starts all processes and returns when all serve; {@code progress} hears how many do. */
    void start(IntConsumer progress) throws InterruptedException {
        List<Child> starting = new ArrayList<>();
        for (Role role : Role.ALL) {
            for (String instance : role.instanceNames()) {
                starting.add(start(role, instance));
            }
        }
        long deadline = System.nanoTime() + START.toNanos();
        int up = 0;
        for (Child child : starting) {
            awaitUp(child, Duration.ofNanos(deadline - System.nanoTime()));
            progress.accept(++up);
        }
    }

    private synchronized Child start(Role role, String instance) {
        if (closed) {
            throw new CommandFailed(instance + ": not started, for the run is ending");
        }
        Path configuration = directory.configuration(role.name(), instance, true, wires);
        try {
            LogTail log = logs.get(instance);
            if (log == null) {
                log = new LogTail(directory.log(instance));
                logs.put(instance, log);
            }
            Process process = new ProcessBuilder(command.of(role, configuration))
                    .directory(directory.path().toFile())
                    .redirectErrorStream(true)
                    .start();
            Child child = new Child(role, instance, process, log, stats, this::died);
            children.put(instance, child);
            return child;
        } catch (IOException e) {
            throw new CommandFailed(instance + ": cannot be started: " + e.getMessage(), e);
        }
    }

    private void awaitUp(Child child, Duration patience) throws InterruptedException {
        if (!child.awaitUp(patience)) {
            throw new CommandFailed(obituary(
                    child,
                    child.ended() ? "ended before it served" : "does not serve after " + START.toSeconds() + " s"));
        }
    }

    private void died(Child child) {
        dead.add(child);
        firstDeath.countDown();
    }

    /** What is known of a process that is no more. */
    static String obituary(Child child, String what) {
        return child.instance() + " " + what + "; its last log lines:\n  "
                + String.join("\n  ", child.log().last(LOG_LINES));
    }

    /** Waits for a process to die unasked, at most that long; true when one has. */
    boolean awaitDeath(Duration patience) throws InterruptedException {
        return firstDeath.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The processes that ended without being asked to. */
    List<Child> dead() {
        return dead;
    }

    synchronized List<Child> children() {
        return List.copyOf(children.values());
    }

    /** Kills one running process of a role in the midst of its work, starts it again, and returns its name when it serves. */
    String killAndRestart(String role) throws InterruptedException {
        Child victim = children().stream()
                .filter(child -> child.role().name().equals(role) && child.running())
                .findFirst()
                .orElseThrow(() -> new CommandFailed("no process of " + role + " is running, none can be killed"));
        if (victim.role().handlesMessages()) {
            victim.hold(HOLD);
        }
        victim.kill();
        victim.awaitEnd(END);
        awaitUp(start(victim.role(), victim.instance()), START);
        return victim.instance();
    }

    private List<Child> of(Role role) {
        return children().stream().filter(child -> child.role().equals(role)).toList();
    }

    /** Kills all processes of a role; returns how many. */
    int kill(Role role) throws InterruptedException {
        List<Child> victims = of(role);
        victims.forEach(Child::kill);
        for (Child victim : victims) {
            victim.awaitEnd(END);
        }
        return victims.size();
    }

    /** Starts all processes of a role again, and returns when they serve. */
    void restart(Role role) throws InterruptedException {
        List<Child> starting = role.instanceNames().stream()
                .map(instance -> start(role, instance))
                .toList();
        for (Child child : starting) {
            awaitUp(child, START);
        }
    }

    /** Gives a command to all processes of a role. */
    void tell(Role role, String command) {
        of(role).forEach(child -> child.tell(command));
    }

    /** Ends every process: first kindly, after a while by force. */
    @Override
    public void close() {
        List<Child> all;
        synchronized (this) {
            closed = true;
            all = children();
        }
        all.forEach(Child::stop);
        try {
            long deadline = System.nanoTime() + END.toNanos();
            for (Child child : all) {
                child.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            all.forEach(Child::kill);
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            logs.values().forEach(LogTail::close);
        }
    }
}
