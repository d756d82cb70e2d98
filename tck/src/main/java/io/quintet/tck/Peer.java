package io.quintet.tck;

import io.quintet.servers.ChildJvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process, such as {@link WhoMain}, which does what it is told and prints what happens. */
public final class Peer implements AutoCloseable {
    private final Process process;
    private final Duration patience;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Peer(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
        Thread.ofVirtual().name("tck-peer").start(this::read);
    }

    /**
     * Starts a JVM with this one's class path.
     *
     * @param patience for each wait
     */
    public static Peer start(Class<?> main, Duration patience, List<String> arguments) {
        List<String> line = ChildJvm.of(main, arguments.toArray()).command();
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/tck-peers.log")))
                    .start();
            return new Peer(process, patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            String line = reader.readLine();
            while (line != null) {
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
                line = reader.readLine();
            }
        } catch (IOException e) {
            // a killed process breaks its pipe
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The rest of the first line that starts so. */
    public String await(String start) {
        return await(start, 1).getFirst();
    }

    /** The rest of each line that starts so, when there are that many. */
    public synchronized List<String> await(String start, int count) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<String> found = lines.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
            if (found.size() >= count) {
                return found;
            }
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (remaining <= 0 || ended) {
                throw new AssertionError((ended ? "the peer ended before " : "not within " + patience + ": ") + count
                        + " of \"" + start + "\"; see target/tck-peers.log; it said " + lines);
            }
            try {
                wait(remaining);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    /** SIGKILL, and waits until it is gone and all that it said has been read. */
    public void kill() {
        process.toHandle()
                .destroyForcibly(); // Process.destroyForcibly would close the pipe, and what is in it would be lost
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("process " + process.pid() + " survives SIGKILL");
            }
            synchronized (this) {
                long deadline = System.nanoTime() + patience.toNanos();
                while (!ended && System.nanoTime() - deadline < 0) {
                    wait(10);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
