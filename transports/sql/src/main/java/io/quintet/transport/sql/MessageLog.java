package io.quintet.transport.sql;

import java.util.List;

/** Where messages are written. For one thread. */
interface MessageLog extends AutoCloseable {
    /** What it writes to, for messages to people. */
    String name();

    /**
     * Writes appends in one commit, or none; some may be refused, by {@link Append#refuse}.
     *
     * @throws StoreException where nothing was written, or nobody knows
     */
    void write(List<Append> appends);

    @Override
    void close();
}
