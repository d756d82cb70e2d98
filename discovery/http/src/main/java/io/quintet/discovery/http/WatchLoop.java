package io.quintet.discovery.http;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything, then follows the changes from there on, on a thread of its own; reads everything again when the server no longer has
 * the changes, after every failure, and from time to time. Between failures it waits, longer each time.
 *
 * @param <V> where changes begin: a version
 */
public final class WatchLoop<V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchLoop.class);

    private static final Duration MOST_PAUSE = Duration.ofSeconds(10);

    private final Watched<V> watched;
    private final Duration resync;
    private final Pause pause = new Pause(MOST_PAUSE);
    private final Thread thread;

    /** What is watched; it is called by one thread. */
    public interface Watched<V> {
        /** Reads everything; returns from where on changes are not in it. */
        V list() throws IOException, InterruptedException;

        /**
         * Takes changes in until the server ends; returns from where to go on.
         *
         * @throws GoneException when everything must be read again
         */
        V follow(V from) throws IOException, InterruptedException;

        /** It cannot be watched, until {@link #list} succeeds. */
        void lost(String why);
    }

    private WatchLoop(String name, Duration resync, Watched<V> watched) {
        this.watched = watched;
        this.resync = resync;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /**
     * Begins.
     *
     * @param name of the thread
     * @param resync after which time everything is read again, whether or not a change was missed
     */
    public static <V> WatchLoop<V> start(String name, Duration resync, Watched<V> watched) {
        WatchLoop<V> loop = new WatchLoop<>(name, resync, watched);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            while (true) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** From one reading of everything to the next. */
    private void round() throws InterruptedException {
        try {
            V version = watched.list();
            long listed = System.nanoTime();
            pause.reset();
            do {
                version = once(version);
            } while (System.nanoTime() - listed < resync.toNanos());
        } catch (GoneException e) {
            Pause.shortly();
        } catch (IOException | RuntimeException e) {
            LOG.debug("{}: begins anew", thread.getName(), e);
            watched.lost(reason(e));
            pause.rest();
        }
    }

    private V once(V version) throws IOException, InterruptedException {
        long began = System.nanoTime();
        V after = watched.follow(version);
        if (Pause.tooSoon(began)) {
            Pause.shortly(); // who ends each watch at once is not to be asked without a pause
        }
        return after;
    }

    /** What went wrong, for people: some exceptions of the JDK's client say nothing. */
    public static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        return failure.getClass().getSimpleName();
    }

    /** Ends the thread. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
