package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.util.concurrent.Semaphore;
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
        this.room = new Semaphore(most);
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
        return room.tryAcquire(cost);
    }

    /** Waits for room, and takes it; why there is none. */
    @Nullable
    QuintetException await(int cost) {
        if (reactor.here()) {
            return QuintetException.refused(
                    Code.RESOURCE_EXHAUSTED,
                    "more than " + most + " bytes wait to be received (expected: at most zeromq.queue)");
        }
        try {
            room.acquire(cost);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return QuintetException.interrupted("interrupted while waiting for room to send", e);
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
