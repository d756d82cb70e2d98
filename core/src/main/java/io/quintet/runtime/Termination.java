package io.quintet.runtime;

import io.quintet.Deadline;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the handlers of an instance that closes, and interrupts those that go on for too long. */
final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

    private Termination() {}

    static void await(ExecutorService handlers, Deadline patience, RuntimeSettings own) {
        try {
            if (!handlers.awaitTermination(patience.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{}: handlers still run after {}, interrupting them", own.instance(), own.drain());
                handlers.shutdownNow();
            }
        } catch (InterruptedException e) {
            handlers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
