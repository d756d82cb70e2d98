package io.quintet.spi;

import io.quintet.QuintetException;

/** What became of a message that was sent. */
public sealed interface Receipt {
    /** Accepted, as durably as the transport promises. */
    record Accepted() implements Receipt {
        /** The one instance. */
        public static final Accepted INSTANCE = new Accepted();
    }

    /**
     * Not accepted, or not known to be.
     *
     * @param error why
     */
    record Failed(QuintetException error) implements Receipt {}
}
