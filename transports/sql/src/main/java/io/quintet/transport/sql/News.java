package io.quintet.transport.sql;

import java.util.Collection;
import java.util.function.LongConsumer;

/** Tells which channels something was written to. For one thread. */
interface News {
    /**
     * Names those of the channels watched that something was written to since the last call, or more. A call with none costs nothing, and the
     * next one names all.
     */
    void since(Collection<Long> watched, LongConsumer channels);

    /** When to ask again, after a time without news: what other processes commit is seen by asking. */
    long pollNanos(long quietNanos);
}
