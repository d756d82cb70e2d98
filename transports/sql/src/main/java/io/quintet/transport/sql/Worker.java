package io.quintet.transport.sql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does a task again and again, and waits in between until it is woken or the time that the task names is over. */
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Duration END_PATIENCE = Duration.ofSeconds(5);
    private static final long WAIT_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Thread thread;
    private final Task task;
    private volatile boolean woken;
    private volatile boolean ending;
    private String lastFailure = "";

    private Worker(String name, Task task) {
        this.task = task;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    }

    static Worker start(String name, Task task) {
        Worker worker = new Worker(name, task);
        worker.thread.start();
        return worker;
    }

    private void loop() {
        while (!ending) {
            woken = false;
            long nanos = once();
            if (!woken && nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
        }
    }

    private long once() {
        try {
            long nanos = task.run();
            if (!lastFailure.isEmpty()) {
                LOG.info("{}: works again", thread.getName());
                lastFailure = "";
            }
            return nanos;
        } catch (RuntimeException | Error e) { // a thread that is gone would be missed by nobody
            if (!lastFailure.equals(e.toString()) && !ending) {
                lastFailure = e.toString();
                LOG.warn("{}: fails and is tried again; the same failure is not logged again", thread.getName(), e);
            }
            return WAIT_AFTER_FAILURE_NANOS;
        }
    }

    /** Runs the task soon. Cheap when it is about to run anyway. */
    void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Ends the thread after the task under way; the second time does nothing. */
    @Override
    public void close() {
        ending = true;
        wake();
        LockSupport.unpark(thread);
        try {
            if (!thread.equals(Thread.currentThread()) && !thread.join(END_PATIENCE)) {
                thread.interrupt();
                LOG.warn("{}: still runs after {}", thread.getName(), END_PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done again and again. */
    @FunctionalInterface
    interface Task {
        /** Does it once; returns how many nanoseconds to wait before the next time. */
        long run();
    }
}
