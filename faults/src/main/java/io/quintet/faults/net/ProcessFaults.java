package io.quintet.faults.net;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Kills, stops and continues processes of this user, by SIGKILL, SIGSTOP and SIGCONT. What it has stopped it continues when it is closed,
 * or when this JVM ends, so that nothing stays stopped. Safe for use by many threads.
 */
public final class ProcessFaults implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

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

    /** SIGSTOP: the process does nothing until it is continued, and does not notice. */
    public void stop(ProcessHandle process) {
        stopped.add(process);
        signal("STOP", process);
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
