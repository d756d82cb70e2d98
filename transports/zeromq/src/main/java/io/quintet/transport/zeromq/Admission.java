package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How much may wait to be accepted; room that the reactor finds is given back when it has looked round, at once. From any thread. */
final class Admission {
    private final Reactor reactor;
    private final int most;
    private final Semaphore room;

    // for the reactor's thread
    private int released;
    private Runnable whenReleased = () -> {};

    Admission(Reactor reactor, int most) {
        this.reactor = reactor;
        this.most = most;
        this.room = new Semaphore(most, true); // else the small ones would go before the large ones for ever
    }

    /** Called on the reactor's thread each time that it has given room back. */
    void whenReleased(Runnable hook) {
        whenReleased = hook;
    }

    /** The most there is room for, which is what a larger message takes. */
    int most() {
        return most;
    }

    /** Whether there is room now, which is then taken. */
    boolean enter(int cost) {
        return !room.hasQueuedThreads() && room.tryAcquire(cost);
    }

    /** Waits for room, but not on the reactor's thread, and takes it; why there is none. */
    @Nullable
    QuintetException await(int cost, Deadline deadline) {
        try {
            if (!reactor.here() && room.tryAcquire(cost, deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                return null;
            }
            return QuintetException.refused(
                    Code.RESOURCE_EXHAUSTED,
                    most + " bytes wait to be accepted, and there was no room for " + cost
                            + " more in time (expected: receivers that keep up, or a higher zeromq.queue)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return QuintetException.refused(Code.CANCELLED, "interrupted while waiting for room: nothing was sent");
        }
    }

    void leave(int cost) {
        if (!reactor.here()) {
            room.release(cost);
            return;
        }
        if (released == 0) {
            reactor.afterwards(this::release);
        }
        released += cost;
    }

    private void release() {
        room.release(released);
        released = 0;
        whenReleased.run();
    }
}
