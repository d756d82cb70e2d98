package io.quintet.spi;

/** What carries calls or messages; knows addresses, bytes and acknowledgement, and nothing of styles or retries. */
public interface Transport extends AutoCloseable {
    /** Its name in configuration, such as {@code sql}. */
    String name();

    /** What it promises. */
    Guarantees guarantees();

    /** Frees sockets, files and threads; the second time does nothing. Serving and subscriptions are closed before. */
    @Override
    void close();
}
