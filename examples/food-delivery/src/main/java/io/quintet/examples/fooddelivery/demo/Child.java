package io.quintet.examples.fooddelivery.demo;

import io.quintet.QuintetException;
import io.quintet.examples.fooddelivery.process.Hold;
import io.quintet.examples.fooddelivery.process.ServiceProcess;
import io.quintet.examples.fooddelivery.process.StatsLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One process of a service, from its start to its end. Safe for use by many threads. */
final class Child {
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Role role;
    private final String instance;
    private final Process process;
    private final LogTail log;
    private final Consumer<StatsLine> stats;
    private final Consumer<Child> died;
    private final CountDownLatch upOrEnded = new CountDownLatch(1);
    private final CountDownLatch holding = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean up;
    private volatile boolean asked;

    /** {@code died} hears of an end that nobody asked for. */
    Child(Role role, String instance, Process process, LogTail log, Consumer<StatsLine> stats, Consumer<Child> died) {
        this.role = role;
        this.instance = instance;
        this.process = process;
        this.log = log;
        this.stats = stats;
        this.died = died;
        Thread.ofPlatform().daemon().name("log of " + instance).start(this::follow);
    }

    private void follow() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                take(line);
                line = lines.readLine();
            }
        } catch (IOException e) {
            log.add("(output cannot be read any more: " + e + ")");
        }
        try {
            end(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(String line) {
        if (line.startsWith(StatsLine.MARK)) {
            try {
                stats.accept(StatsLine.parse(line));
            } catch (QuintetException | IllegalArgumentException e) {
                log.add(line); // torn, as by a kill in the midst of it
            }
        } else if (line.equals(ServiceProcess.UP)) {
            up = true;
            upOrEnded.countDown();
        } else if (line.equals(Hold.HOLDING)) {
            holding.countDown();
        } else {
            log.add(line);
        }
    }

    private void end(int exitCode) {
        log.add("(process " + process.pid() + " ended with exit code " + exitCode + ")");
        upOrEnded.countDown();
        holding.countDown();
        if (!asked) {
            died.accept(this);
        }
        ended.countDown();
    }

    Role role() {
        return role;
    }

    String instance() {
        return instance;
    }

    long pid() {
        return process.pid();
    }

    LogTail log() {
        return log;
    }

    /** Serving, as far as is known. */
    boolean running() {
        return up && process.isAlive();
    }

    boolean ended() {
        return !process.isAlive();
    }

    boolean awaitUp(Duration patience) throws InterruptedException {
        return upOrEnded.await(patience.toMillis(), TimeUnit.MILLISECONDS) && up;
    }

    /** Asks it to keep the next delivery unsettled, and waits until it does, or not longer than that. */
    void hold(Duration patience) throws InterruptedException {
        if (tell(ServiceProcess.HOLD)) {
            holding.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Gives it a command; false when it takes none any more. */
    boolean tell(String command) {
        try {
            Writer commands = process.outputWriter(StandardCharsets.UTF_8);
            commands.write(command + "\n");
            commands.flush();
            return true;
        } catch (IOException e) {
            log.add("(takes no commands any more: " + e + ")");
            return false;
        }
    }

    /** SIGKILL. */
    void kill() {
        asked = true;
        process.toHandle().destroyForcibly(); // Process.destroy would close the output, with the last words in it
    }

    /** SIGTERM: it finishes what is under way. */
    void stop() {
        asked = true;
        process.toHandle().destroy();
    }

    /** Waits until it is gone and its last words are read; kills it when that takes longer. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            log.add("(not ended after " + patience + ", killing it)");
            kill();
            ended.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
