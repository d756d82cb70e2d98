package io.quintet.discovery.http;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads everything, then follows the changes from there on, on a thread of its own; reads everything again when the server no longer has
 * the changes, after every failure, and from time to time. Between failures it waits, longer each time, until a watch has ended in order
 * or held for as long as the longest pause.
 *
 * @param <V> where changes begin: a version
 */
public final class WatchLoop<V> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchLoop.class);

    private static final Duration MOST_PAUSE = Duration.ofSeconds(10);

    private final Watched<V> watched;
    private final Duration resync;
    private final Pause pause;

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

    private WatchLoop(Duration resync, Watched<V> watched, Pause pause) {
        this.watched = watched;
        this.resync = resync;
        this.pause = pause;
    }

    /**
     * Begins.
     *
     * @param name of the thread
     * @param resync after which time everything is read again, whether or not a change was missed
     */
    public static <V> Rounds start(String name, Duration resync, Watched<V> watched) {
        return start(name, resync, watched, new Pause(MOST_PAUSE));
    }

    static <V> Rounds start(String name, Duration resync, Watched<V> watched, Pause pause) {
        return Rounds.start(name, pause, new WatchLoop<>(resync, watched, pause)::round, failure -> {
            LOG.debug("{}: begins anew", name, failure);
            watched.lost(reason(failure));
        });
    }

    /** From one reading of everything to the next. */
    private void round() throws IOException, InterruptedException {
        try {
            V version = watched.list();
            long listed = pause.now();
            do {
                version = once(version);
            } while (pause.now() - listed < resync.toNanos());
        } catch (GoneException e) {
            pause.rest();
        }
    }

    private V once(V version) throws IOException, InterruptedException {
        long began = pause.now();
        V after;
        try {
            after = watched.follow(version);
        } finally {
            pause.reset(began); // that everything can be read is no success: it may be that it cannot be watched
        }
        if (pause.tooSoon(began)) {
            pause.shortly(); // who ends each watch at once is not to be asked without a pause
        } else {
            pause.reset();
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
}
