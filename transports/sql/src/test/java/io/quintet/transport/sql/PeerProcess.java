package io.quintet.transport.sql;

import io.quintet.servers.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A running {@link Peer}, killed at the latest when this is closed. */
final class PeerProcess implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final PrintStream input;

    private PeerProcess(Process process) {
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static PeerProcess start(String... arguments) throws IOException {
        return new PeerProcess(
                new ProcessBuilder(ChildJvm.of(Peer.class, (Object[]) arguments).command())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            lines.add("CLOSED " + e);
        }
    }

    /** What follows the word, of all lines that begin with it so far. */
    List<String> said(String word) {
        return lines.stream()
                .filter(line -> line.equals(word) || line.startsWith(word + " "))
                .map(line -> line.substring(word.length()).strip())
                .toList();
    }

    PeerProcess await(String word, int count) {
        Await.until(count + " times " + word, () -> said(word).size() >= count);
        return this;
    }

    void tell(String line) {
        input.println(line);
    }

    void signal(String name) throws Exception {
        int result = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (result != 0) {
            throw new AssertionError("kill -" + name + ": " + result);
        }
    }

    /** SIGKILL; all that the process said is known then. */
    void kill() throws Exception {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly() would throw away what is not read yet
        if (!process.waitFor(10, TimeUnit.SECONDS) || !reader.join(java.time.Duration.ofSeconds(10))) {
            throw new AssertionError("process " + process.pid() + " survived SIGKILL");
        }
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
