package io.quintet;

/**
 * Sends with the transaction of a connection that the application brought: what is sent is stored over that connection, is relayed
 * once it has committed, and is never sent when it is rolled back.
 *
 * <p>As thread-safe as the connection is.
 */
public interface Outbox {
    /**
     * The calling side of a contract, for operations that do not wait for an answer; the others fail with an
     * {@link IllegalStateException}.
     *
     * @throws ConfigurationException as {@link Quintet#client(Class)}
     */
    <C> C client(Class<C> contract);
}
