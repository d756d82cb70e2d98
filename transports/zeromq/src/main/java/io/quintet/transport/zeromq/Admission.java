package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * How much may wait to be accepted, and the way back to those who wait for that: what the reactor has found out since it last looked round is told
 * at once. From any thread.
 */
final class Admission {
    private final Reactor reactor;
    private final int most;
    private final Semaphore room;

    // for the reactor's thread
    private List<Runnable> completions = new ArrayList<>();
    private int released;
    private boolean telling;
    private Runnable whenTold = () -> {};

    Admission(Reactor reactor, int most) {
        this.reactor = reactor;
        this.most = most;
        this.room = new Semaphore(most);
    }

    /** Called on the reactor's thread each time that some have been told. */
    void whenTold(Runnable hook) {
        whenTold = hook;
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
        if (reactor.here()) {
            tellLater();
            released += cost;
        } else {
            room.release(cost);
        }
    }

    /** Those who wait go on elsewhere, for the reactor waits for nobody; all that are told together on one thread. */
    void complete(Runnable completion) {
        if (reactor.here()) {
            tellLater();
            completions.add(completion);
        } else {
            completion.run(); // nobody waits yet, for send has not returned
        }
    }

    private void tellLater() {
        if (!telling) {
            telling = true;
            reactor.afterwards(this::tell);
        }
    }

    private void tell() {
        telling = false;
        room.release(released);
        released = 0;
        if (!completions.isEmpty()) {
            List<Runnable> all = completions;
            completions = new ArrayList<>();
            Thread.startVirtualThread(() -> all.forEach(Runnable::run));
        }
        whenTold.run();
    }
}
