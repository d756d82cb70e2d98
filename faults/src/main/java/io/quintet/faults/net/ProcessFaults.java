package io.quintet.faults.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills, stops and continues processes of this user, by SIGKILL, SIGSTOP and SIGCONT. What it has stopped it continues when it is closed,
 * or when this JVM ends, so that nothing stays stopped. Safe for use by many threads.
 */
public final class ProcessFaults implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;
    private static final long POLL_NANOS = 200_000;

    private final Set<ProcessHandle> stopped = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::continueAll, "continue what was stopped");

    /** With nothing stopped. */
    public ProcessFaults() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** SIGKILL: the process has no chance to do anything more. A stopped one dies, too. */
    public void kill(ProcessHandle process) {
        process.destroyForcibly();
        stopped.remove(process);
    }

    /** SIGSTOP: the process does nothing from the return of this method until it is continued, and does not notice. */
    public void stop(ProcessHandle process) {
        stopped.add(process);
        signal("STOP", process);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && !still(process)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("kill -s STOP " + process.pid() + ": a thread still runs after "
                        + PATIENCE_SECONDS + " s (expected: all stopped)");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /**
     * Whether no thread runs any more: one of them takes the signal and passes it on to the others, which on a busy machine run for a while
     * until that one's turn comes. Where there is no {@code /proc} nobody can tell.
     */
    private static boolean still(ProcessHandle process) {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                String stat = Files.readString(thread.resolve("stat"));
                char state = stat.charAt(stat.lastIndexOf(')') + 2); // proc_pid_stat(5)
                if (state != 'T' && state != 't') {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            return !Files.isDirectory(threads); // else a thread that has just ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGCONT: the process goes on as if nothing had been, with the clock elsewhere. */
    public void proceed(ProcessHandle process) {
        if (process.isAlive()) {
            signal("CONT", process);
        }
        stopped.remove(process);
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new IllegalStateException(
                        "kill -s " + name + " " + process.pid() + ": not done after " + PATIENCE_SECONDS + " s");
            }
            if (kill.exitValue() != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -s " + name + " " + process.pid() + ": "
                        + new String(kill.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException("kill -s " + name + ": cannot be run (expected: the command kill)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("kill -s " + name + ": interrupted", e);
        }
    }

    private void continueAll() {
        stopped.forEach(this::proceed);
    }

    @Override
    public void close() {
        continueAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook is running
        }
    }
}
