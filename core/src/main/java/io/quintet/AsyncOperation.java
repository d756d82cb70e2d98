package io.quintet;

import java.util.concurrent.CompletionStage;

/**
 * Names an asynchronous operation by a method reference, such as {@code Kitchen::createTicket}.
 *
 * @param <C> the contract
 * @param <Q> the request
 * @param <R> the response
 */
@FunctionalInterface
public interface AsyncOperation<C, Q, R> {
    /** Calls the operation on a contract. */
    CompletionStage<R> on(C contract, Q request) throws DomainException;
}
