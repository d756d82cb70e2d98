package io.quintet.net;

/** A request that was accepted. */
public non-sealed interface Work extends Decision {
    /** How long it may take from the arrival of its head; afterwards {@link #expired()} is sent and its thread interrupted. */
    long timeoutNanos();

    /** Does it, on a virtual thread of its own; may block. An exception is logged and answered with 500. */
    Reply run(byte[] body) throws Exception;

    /** What the caller is told when time is up. Called on an event loop. */
    Reply expired();
}
