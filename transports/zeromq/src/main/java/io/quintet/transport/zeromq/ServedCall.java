package io.quintet.transport.zeromq;

import org.jspecify.annotations.Nullable;

/** A call that is being handled, for a peer. For the reactor's thread. */
final class ServedCall {
    private final ServedPeer peer;
    private final long number;
    private @Nullable Thread thread;

    ServedCall(ServedPeer peer, long number) {
        this.peer = peer;
        this.number = number;
    }

    ServedPeer peer() {
        return peer;
    }

    long number() {
        return number;
    }

    void runs(Thread handling) {
        thread = handling;
    }

    void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
