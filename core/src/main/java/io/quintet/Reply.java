package io.quintet;

/**
 * The reply to an asynchronous request.
 *
 * @param <R> the response
 */
public sealed interface Reply<R> {
    /** What the requester gave with the request. */
    String correlation();

    /** The operation succeeded. */
    record Success<R>(R response, String correlation) implements Reply<R> {}

    /** The operation failed, with the contract's own exception or a {@link QuintetException}. */
    record Failure<R>(Exception error, String correlation) implements Reply<R> {}
}
