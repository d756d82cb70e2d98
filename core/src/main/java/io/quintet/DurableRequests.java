package io.quintet;

/**
 * Sends requests whose replies go to a durable handler.
 *
 * @param <Q> the request
 */
@FunctionalInterface
public interface DurableRequests<Q> {
    /**
     * Sends a request; within a transaction it is stored with it and relayed after commit.
     *
     * @param correlation what the handler gets back with the reply, such as the id of an order
     * @throws QuintetException when it was not accepted
     */
    void send(Q request, String correlation);
}
