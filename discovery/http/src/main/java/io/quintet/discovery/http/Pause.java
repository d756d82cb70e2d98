package io.quintet.discovery.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits between attempts, longer each time, with jitter: all clients of a server lose it at the same moment. For one thread.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and jitter</a>
 */
public final class Pause {
    private static final long FIRST_MILLIS = 200;

    private final long most;
    private long next = FIRST_MILLIS;

    /** From 200 ms on, doubling. */
    public Pause(Duration most) {
        this.most = Math.max(FIRST_MILLIS, most.toMillis());
    }

    /** After a success: the next one is the shortest again. */
    public void reset() {
        next = FIRST_MILLIS;
    }

    /** Waits. */
    public void rest() throws InterruptedException {
        long millis = next;
        next = Math.min(most, next * 2);
        jittered(millis);
    }

    /** Waits the shortest time, which does not count. */
    static void shortly() throws InterruptedException {
        jittered(FIRST_MILLIS);
    }

    /** Whether that was sooner than anybody should be asked again. */
    static boolean tooSoon(long sinceNanos) {
        return System.nanoTime() - sinceNanos < Duration.ofMillis(FIRST_MILLIS).toNanos();
    }

    private static void jittered(long millis) throws InterruptedException {
        Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    }
}
