package io.quintet.transport.sql;

import java.util.List;

/** Where messages are written. For one thread. */
interface MessageLog extends AutoCloseable {
    /** What it writes to, for messages to people. */
    String name();

    /**
     * Writes appends, each in one commit or not at all; some may be refused, by {@link Append#refuse}.
     *
     * @throws StoreException where nothing was written, or nobody knows
     */
    void write(List<Append> appends);

    @Override
    void close();
}
