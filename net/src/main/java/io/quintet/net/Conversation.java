package io.quintet.net;

/** A request whose body is read, and whose response is written, in pieces and at the same time. */
public non-sealed interface Conversation extends Decision {
    /**
     * How long it may last from the arrival of its head; {@link Long#MAX_VALUE} for as long as both sides like.
     *
     * <p>Afterwards what blocks in {@code in} or {@code out} fails with DEADLINE_EXCEEDED, the thread is interrupted, and the peer is
     * told {@link #expired()}.
     */
    long timeoutNanos();

    /**
     * Holds it, on a virtual thread of its own; may block, and may let other threads read or write.
     *
     * <p>When the peer goes away or resets the stream, {@code in} and {@code out} fail and the thread is interrupted. What is not ended on
     * return is ended without trailers. An exception is logged, and the peer is told 500 or, when the head is out, sees a reset.
     */
    void run(BodyReader in, ResponseWriter out) throws Exception;

    /**
     * What the peer is told when time is up: all of it when nothing was sent, only the trailers when the head was, and without
     * trailers a reset. Called on an event loop.
     */
    Reply expired();
}
