package io.quintet.verify;

import io.quintet.faults.history.Finding;
import io.quintet.faults.history.Verdict;
import io.quintet.faults.net.FaultProxy;
import io.quintet.servers.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * One of the processes of a run, from start to start: each time under a new name and with a new history, at the same address. For one
 * thread, but for what its process says.
 */
final class Worker {
    private final Class<?> main;
    private final String name;
    private final RunDirectory directory;
    private final Path database;
    private final String password;
    private final long seed;
    private final int port;
    private final FaultProxy proxy;
    private final Counts counts;
    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    private int starts;
    private Incarnation now;

    /** What all processes say of redeliveries and duplicates. */
    record Counts(LongAdder redeliveries, LongAdder duplicates) {}

    /** {@code main}: what its process runs. */
    Worker(
            Class<?> main,
            String name,
            RunDirectory directory,
            Path database,
            String password,
            long seed,
            int port,
            FaultProxy proxy,
            Counts counts) {
        this.main = main;
        this.name = name;
        this.directory = directory;
        this.database = database;
        this.password = password;
        this.seed = seed;
        this.port = port;
        this.proxy = proxy;
        this.counts = counts;
        this.now = new Incarnation();
    }

    String name() {
        return name;
    }

    ProcessHandle process() {
        return now.process.toHandle();
    }

    boolean alive() {
        return now.process.isAlive();
    }

    /** How long the messages that it handled of late took, by what it last said. */
    Duration age() {
        return Duration.ofMillis(now.ageMillis);
    }

    /** What it, or a thread of it, did by itself that it was not told to. */
    Collection<Finding> findings() {
        return findings;
    }

    /** Again, under a new name. */
    void restart() {
        now.judge();
        now = new Incarnation();
    }

    void say(String command) {
        now.say(command);
    }

    /** Waits until it works; false where it is gone before, or needs longer. */
    boolean awaitWorking(Duration patience) throws InterruptedException {
        return now.working.await(patience.toMillis(), TimeUnit.MILLISECONDS) && now.works;
    }

    /** Waits until it produces nothing any more, or is gone. */
    boolean awaitStopped(Duration patience) throws InterruptedException {
        return now.stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for its end; kills it when that takes longer, which is a finding. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (now.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            now.judge();
        } else {
            findings.add(Finding.of(
                    Verdict.NOT_DRAINED,
                    now.instance + " has not ended " + patience + " after it was told to (expected: soon)"));
            kill();
        }
    }

    void kill() throws InterruptedException {
        now.killed = now.killed || alive();
        now.process.destroyForcibly();
        now.process.waitFor();
    }

    private final class Incarnation {
        private final CountDownLatch working = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final String instance;
        private final Process process;
        private volatile boolean works;
        private boolean killed;
        private long redeliveries;
        private long duplicates;
        private volatile long ageMillis;

        Incarnation() {
            starts++;
            instance = name + "-" + starts;
            Path log = directory.path().resolve("log-" + instance);
            try {
                ProcessBuilder builder = new ProcessBuilder(command());
                builder.environment().put(DatabaseFile.PASSWORD_VARIABLE, password);
                process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(instance + ": cannot be started", e);
            }
            Thread.ofPlatform().daemon().name("output of " + instance).start(() -> follow(log));
        }

        private List<String> command() {
            return ChildJvm.of(
                            main,
                            instance,
                            database,
                            directory.directory("histories"),
                            seed + starts,
                            port,
                            "http://127.0.0.1:" + proxy.address().getPort())
                    .options(List.of(
                            "-Xms32m",
                            "-Dorg.slf4j.simpleLogger.showDateTime=true",
                            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS"))
                    .shielded()
                    .command();
        }

        private void follow(Path log) {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                String line = lines.readLine();
                while (line != null) {
                    take(line, log);
                    line = lines.readLine();
                }
            } catch (IOException e) {
                // a killed process breaks its pipe
            }
            gone();
        }

        /** An end that nobody asked for is a finding; it has ended. */
        private void judge() {
            int exit = process.exitValue();
            if (!killed && exit != 0 && exit != WorkerMain.CANNOT_BEGIN) {
                findings.add(Uncaught.of(instance + " exited with " + exit + " (expected: not by itself, and with 0"
                        + " when told to); see log-" + instance));
            }
        }

        private void gone() {
            working.countDown();
            stopped.countDown();
        }

        private void take(String line, Path log) throws IOException {
            if (line.equals(WorkerMain.STOPPED)) {
                stopped.countDown();
            } else if (line.startsWith(WorkerMain.ENDED)) {
                findings.add(Uncaught.of(instance + ": " + line.substring(WorkerMain.ENDED.length())));
            } else if (line.startsWith(WorkerMain.COUNTS)) {
                works = true;
                working.countDown();
                String[] numbers = line.substring(WorkerMain.COUNTS.length()).split(" ", -1);
                if (numbers.length == 3 && !numbers[2].isEmpty()) {
                    long again = Long.parseLong(numbers[0]);
                    long known = Long.parseLong(numbers[1]);
                    counts.redeliveries().add(again - redeliveries);
                    counts.duplicates().add(known - duplicates);
                    redeliveries = again;
                    duplicates = known;
                    ageMillis = Long.parseLong(numbers[2]);
                }
            } else {
                Files.writeString(log, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
            }
        }

        private void say(String command) {
            try {
                Writer commands = process.outputWriter(StandardCharsets.UTF_8);
                commands.write(command + "\n");
                commands.flush();
            } catch (IOException e) {
                gone(); // and hears nothing
            }
        }
    }
}
