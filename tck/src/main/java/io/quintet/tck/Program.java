package io.quintet.tck;

import io.quintet.servers.Ports;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that is a server, and runs until it is stopped; see {@link Ports#first} for how it comes by a port. */
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program, and returns when it has said that it is ready.
     *
     * @param output what it says on standard output and error; overwritten
     * @param ready a part of what it says when others can reach it
     * @throws BindException when another holds its port
     */
    public static Program start(List<String> command, Path output, String ready) throws IOException {
        Program server = new Program(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
        try {
            server.await(ready);
        } catch (Throwable e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void await(String ready) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean ended = !process.isAlive(); // asked before what it said, which then is all
            String said = said();
            if (said.toLowerCase(Locale.ROOT).contains("address already in use")) {
                throw new BindException(said);
            } else if (ended) {
                throw new IllegalStateException("the server ended: " + said);
            } else if (said.contains(ready)) {
                return;
            } else if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not ready within " + PATIENCE + ": " + said);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What it has said so far. */
    public String said() throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    }

    /** Itself, for faults. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends it as a crash would, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitGone();
    }

    /** Lets it end, with what it has started itself, and returns when it is gone. */
    @Override
    public void close() {
        process.destroy();
        awaitGone();
    }

    private void awaitGone() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server does not end, process " + process.pid());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
