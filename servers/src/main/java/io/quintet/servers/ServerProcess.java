package io.quintet.servers;

import java.time.Duration;

/**
 * A server in a process of its own, on ports and in a directory of its own; can be killed and started again. It ends with this JVM, but what
 * it stored stays behind where nobody closes it.
 */
public interface ServerProcess extends AutoCloseable {
    /** What clients are told, the same after a restart. */
    String address();

    /** The port that clients connect to, on the loopback address. */
    int port();

    /** Starts it with what it had stored, at the same address; returns when it can be reached. */
    void start();

    /** SIGKILL; returns when it is gone. The second time does nothing. */
    void kill();

    /** The time on a processor that it has taken since it was last started. */
    Duration processorTime();

    /** Kills it, and removes what it stored. */
    @Override
    void close();
}
