package io.quintet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The process behind a {@link ServerProcess}: its directory, its log, waiting until it answers, and its end. */
public final class ServerChild {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int LAST_LINES = 15;

    private final String name;
    private final Path directory;
    private @Nullable Process process;

    private ServerChild(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /** One that was never started, with a new directory; to be closed by whoever has it. */
    public static ServerChild of(String name) {
        try {
            return new ServerChild(name, Files.createTempDirectory("quintet-" + name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How one that was started is asked whether it is ready. */
    @FunctionalInterface
    public interface Probe {
        /** Returns when it is; an {@link IOException} where it is not yet. */
        void ask() throws IOException;

        /** It is ready when it listens at a port. */
        static Probe listening(int port) {
            return () -> new Socket(InetAddress.getLoopbackAddress(), port).close();
        }
    }

    /** One way to start it. */
    @FunctionalInterface
    public interface Start {
        /** Starts it at a port, and at others that it chooses anew each time, and returns when it is ready. */
        void at(int port);
    }

    /** Closes it when this JVM ends: for one that many share, and nobody closes. */
    public void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, name + "-server"));
    }

    /** Starts it as {@link Ports#first} does; closes it when it does not start. */
    public void onFreePorts(Start start) {
        boolean started = false;
        try {
            started = Ports.first(port -> {
                start.at(port);
                return true;
            });
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Where it may keep what it likes. */
    public Path directory() {
        return directory;
    }

    /**
     * Starts it in its directory; returns when it is ready, and fails where the thread is interrupted before. What it says goes to a file; its
     * standard input ends with this JVM.
     */
    public synchronized void start(List<String> command, Map<String, String> environment, Probe probe) {
        try {
            Files.deleteIfExists(log());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log().toFile());
            builder.environment().putAll(environment);
            Process started = builder.start();
            process = started;
            await(started, probe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Process started, Probe probe) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                probe.ask();
                return;
            } catch (IOException e) {
                if (!started.isAlive()) {
                    throw ended();
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                kill();
                throw new IllegalStateException(name + ": interrupted before it was ready");
            }
        }
        kill();
        throw new IllegalStateException(name + ": not ready after " + PATIENCE + ": " + lastWords());
    }

    private IllegalStateException ended() throws IOException {
        kill();
        String words = Files.readString(log());
        boolean taken = Stream.of("Address already in use", "eaddrinuse", "port_not_available", "already running")
                .anyMatch(words::contains);
        String message = name + " ended: " + lastWords();
        return new IllegalStateException(message, taken ? new BindException(message) : null);
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** SIGKILL to it and all that it started; returns when they are gone. The second time does nothing. */
    public synchronized void kill() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            boolean gone = each.onExit()
                    .thenApply(unused -> true)
                    .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (!gone) {
                throw new IllegalStateException(name + ": process " + each.pid() + " survives SIGKILL");
            }
        }
    }

    /** The time on a processor that it, and what it started, has taken since. */
    public synchronized Duration processorTime() {
        Process running = process;
        return running == null ? Duration.ZERO : processorTime(running.toHandle());
    }

    /** The same of another process. */
    public static Duration processorTime(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Kills it and removes its directory. */
    public synchronized void close() {
        kill();
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
