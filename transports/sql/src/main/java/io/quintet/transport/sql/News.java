package io.quintet.transport.sql;

import java.util.Collection;
import java.util.function.LongConsumer;

/** Tells which channels something was written to. For one thread. */
@FunctionalInterface
interface News {
    /** Names those of the channels watched that something was written to since the last call, or more. */
    void since(Collection<Long> watched, LongConsumer channels);
}
