package io.quintet.discovery.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits between attempts, longer each time, with jitter: all clients of a server lose it at the same moment. For one thread.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential backoff and jitter</a>
 */
public final class Pause {
    private static final long FIRST_MILLIS = 200;

    private final long most;
    private final LongSupplier ticker;
    private final Sleep sleep;
    private long next = FIRST_MILLIS;

    /** Sleeps about as long as it is told. */
    interface Sleep {
        void millis(long millis) throws InterruptedException;
    }

    /** From 200 ms on, doubling. */
    public Pause(Duration most) {
        this(most, System::nanoTime, Pause::jittered);
    }

    Pause(Duration most, LongSupplier ticker, Sleep sleep) {
        this.most = Math.max(FIRST_MILLIS, most.toMillis());
        this.ticker = ticker;
        this.sleep = sleep;
    }

    /** Now, for {@link #reset(long)}. */
    long now() {
        return ticker.getAsLong();
    }

    /** After a success: the next one is the shortest again. */
    public void reset() {
        next = FIRST_MILLIS;
    }

    /** After what went well since then: a success, if it did for as long as the longest pause. */
    void reset(long sinceNanos) {
        if (ticker.getAsLong() - sinceNanos >= TimeUnit.MILLISECONDS.toNanos(most)) {
            reset();
        }
    }

    /** Waits. */
    public void rest() throws InterruptedException {
        long millis = next;
        next = Math.min(most, next * 2);
        sleep.millis(millis);
    }

    /** Waits the shortest time, which does not count. */
    void shortly() throws InterruptedException {
        sleep.millis(FIRST_MILLIS);
    }

    /** Whether that was sooner than anybody should be asked again. */
    boolean tooSoon(long sinceNanos) {
        return ticker.getAsLong() - sinceNanos < TimeUnit.MILLISECONDS.toNanos(FIRST_MILLIS);
    }

    private static void jittered(long millis) throws InterruptedException {
        Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    }
}
