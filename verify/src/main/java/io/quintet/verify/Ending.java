package io.quintet.verify;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens when the JVM is told to end, as by Ctrl-C, while a run goes on: the run is interrupted, and tidies up. */
final class Ending implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Thread run = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean begun;
    private final Thread hook = new Thread(this::end, "end of verify");

    Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the run has been told to end. */
    boolean begun() {
        return begun;
    }

    private void end() {
        begun = true;
        run.interrupt();
        try {
            done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run has ended by itself. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook is running: it is what ends the JVM
        }
    }
}
