package io.quintet.discovery.http;

import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of a registry that does one round after the other. Whatever a round throws, it is told, and the next round comes after a pause: a
 * thread that is gone would be missed by nobody.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Pause pause;
    private final Round round;
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private volatile boolean ending;

    /** What is done again and again, by one thread. */
    @FunctionalInterface
    public interface Round {
        /** Does it once; it waits by itself where it succeeds. */
        void run() throws IOException, InterruptedException;
    }

    private Rounds(String name, Pause pause, Round round, Consumer<Throwable> failed) {
        this.pause = pause;
        this.round = round;
        this.failed = failed;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param name of the thread
     * @param pause after a round that failed; it is for the round to reset it
     * @param failed is told what a round has thrown
     */
    public static Rounds start(String name, Pause pause, Round round, Consumer<Throwable> failed) {
        Rounds rounds = new Rounds(name, pause, round, failed);
        rounds.thread.start();
        return rounds;
    }

    private void run() {
        try {
            while (!ending) {
                if (!done()) {
                    pause.rest();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private boolean done() throws InterruptedException {
        try {
            round.run();
            return true;
        } catch (IOException | RuntimeException | Error e) {
            tell(e);
            return false;
        }
    }

    private void tell(Throwable failure) {
        try {
            failed.accept(failure);
        } catch (RuntimeException | Error e) {
            LOG.warn("{}: failed, and could not tell so", thread.getName(), e);
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        ending = true;
        thread.interrupt();
    }
}
