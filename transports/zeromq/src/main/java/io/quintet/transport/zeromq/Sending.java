package io.quintet.transport.zeromq;

import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is within a call to a socket. JeroMQ wakes a thread by a byte in a pipe, and counts that byte afterwards. Who is woken may
 * take the processor between the two; then it does its work, finds a byte that is not counted, and asks again and again until its time is
 * over, some milliseconds, while who has to count cannot run. So who is woken gives way first.
 */
final class Sending {
    /** Somebody else may have taken the processor, too; then waiting is of no use. */
    static final int MOST_TURNS = 64;

    private final Runnable turn;
    private volatile @Nullable Thread within;

    /** {@code turn}: lets others have the processor. */
    Sending(Runnable turn) {
        this.turn = turn;
    }

    void begins() {
        within = Thread.currentThread();
    }

    void ends() {
        within = null;
    }

    /** Lets the one that sends finish that. From any thread. */
    void giveWay() {
        for (int left = MOST_TURNS; left > 0 && byAnother(within); left--) {
            turn.run();
        }
    }

    private static boolean byAnother(@Nullable Thread sender) {
        return sender != null && !sender.equals(Thread.currentThread());
    }
}
