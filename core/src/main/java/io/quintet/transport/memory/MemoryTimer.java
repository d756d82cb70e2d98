package io.quintet.transport.memory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a broker's delayed messages go when they are due, by the clock and on the scheduler of the instance that has been open longest;
 * when that closes, the next takes over.
 */
final class MemoryTimer {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryTimer.class);

    /** Wall clocks are set now and then: looks again after so long, however far ahead the next message lies. */
    private static final long LOOK_MILLIS = 200;

    /** Until the next attempt when a log was full. */
    private static final long FULL_MILLIS = 10;

    private final LongUnaryOperator release;
    private final List<Timekeeper> open = new ArrayList<>();
    private @Nullable ScheduledFuture<?> armed;
    private long armedFor = DelayedMessages.NEVER;

    /** An instance's; not a record, for two instances may share both. */
    static final class Timekeeper {
        private final Clock clock;
        private final ScheduledExecutorService scheduler;

        Timekeeper(Clock clock, ScheduledExecutorService scheduler) {
            this.clock = clock;
            this.scheduler = scheduler;
        }
    }

    /** {@code release} gets the time, in milliseconds since 1970, and answers when the next message is due. */
    MemoryTimer(LongUnaryOperator release) {
        this.release = release;
    }

    void attach(Timekeeper timekeeper) {
        synchronized (this) {
            open.add(timekeeper);
        }
        look();
    }

    void detach(Timekeeper timekeeper) {
        synchronized (this) {
            open.remove(timekeeper);
            disarm();
        }
        look();
    }

    /** The time; 0 when no instance is open. */
    synchronized long now() {
        return open.isEmpty() ? 0 : open.getFirst().clock.millis();
    }

    /** Lets go what is due, and sees to it that the rest follows. */
    private void look() {
        long next = release.applyAsLong(now());
        if (next != DelayedMessages.NEVER) {
            arm(next);
        }
    }

    private void fire() {
        synchronized (this) {
            armedFor = DelayedMessages.NEVER;
        }
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("delayed messages: not let go, tried again in {} ms", LOOK_MILLIS, e);
            arm(now() + LOOK_MILLIS);
        }
    }

    /** Sees to it that a message goes which is due then. */
    synchronized void arm(long due) {
        if (due >= armedFor) {
            return;
        }
        disarm();
        for (Timekeeper timekeeper : open) {
            long ahead = due - timekeeper.clock.millis();
            long wait = ahead <= 0 ? FULL_MILLIS : Math.min(ahead, LOOK_MILLIS);
            try {
                armed = timekeeper.scheduler.schedule(this::fire, wait, TimeUnit.MILLISECONDS);
                armedFor = due;
                return;
            } catch (RejectedExecutionException e) {
                LOG.debug("an instance ends without closing its transport", e);
            }
        }
    }

    private void disarm() {
        armedFor = DelayedMessages.NEVER;
        if (armed != null) {
            armed.cancel(false);
            armed = null;
        }
    }
}
