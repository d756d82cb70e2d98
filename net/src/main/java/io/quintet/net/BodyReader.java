package io.quintet.net;

import org.jspecify.annotations.Nullable;

/** A body that arrives in pieces; the peer is held back while they are not taken. For one thread at a time. */
public interface BodyReader {
    /**
     * Blocks for the next piece, which may have any length above 0; null at the end.
     *
     * @throws io.quintet.QuintetException CANCELLED when the peer reset the stream or this thread was interrupted, UNAVAILABLE when the
     *     connection broke, DEADLINE_EXCEEDED when time is up
     */
    byte @Nullable [] take();
}
