package io.quintet;

/**
 * Handles the replies of one asynchronous operation, as a message handler does: in a transaction, retried when it throws.
 *
 * @param <R> the response
 */
@FunctionalInterface
public interface ReplyHandler<R> {
    /** Handles one reply. */
    void handle(Reply<R> reply) throws Exception;
}
