package io.quintet.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a sender that commits each message in a transaction of its own. */
final class Workers implements AutoCloseable {
    /** As many as have a connection. */
    static final int COUNT = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final AtomicLong failed = new AtomicLong();

    /** Runs work on one of the threads; what it throws is logged and counted. */
    void execute(Callable<?> work) {
        threads.execute(() -> {
            try {
                work.call();
            } catch (Exception e) {
                if (failed.getAndIncrement() == 0) {
                    LOG.error("the first message that is not stored", e);
                }
            }
        });
    }

    long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
