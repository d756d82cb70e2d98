package io.quintet.net;

import io.vertx.core.buffer.Buffer;

/** Where an {@link Exchange} stands: what to do with all that can happen to it. All on its event loop. */
abstract class Stage {
    /** A piece of the request's body. */
    void piece(Buffer piece) {}

    /** The request's body is complete. */
    void bodyEnded() {}

    /** Looks at the time, every few milliseconds. */
    void tick(long now) {}

    /** The peer is gone, or talks nonsense; the exchange ends after this. */
    void lost(Throwable cause) {}
}
