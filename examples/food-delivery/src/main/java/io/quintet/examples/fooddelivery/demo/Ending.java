package io.quintet.examples.fooddelivery.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the JVM is told to end, as by Ctrl-C, while a run goes on: the run comes to its end, with its summary, and no process
 * is left behind; so what it has is opened after this, and closed before.
 */
final class Ending implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Thread run = Thread.currentThread();
    private final AtomicReference<@Nullable Demo> demo = new AtomicReference<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean begun;
    private final Thread hook = new Thread(this::end, "end of demo");

    Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The run that is to end. */
    void of(Demo running) {
        demo.set(running);
        if (begun) {
            running.interrupt();
        }
    }

    private void end() {
        begun = true;
        Demo running = demo.get();
        if (running != null) {
            running.interrupt();
        } else {
            run.interrupt(); // as out of waiting for the server of its messages
        }
        try {
            done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running != null) {
            running.close();
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
