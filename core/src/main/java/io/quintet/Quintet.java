package io.quintet;

import io.quintet.resilience.Circuit;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One instance of a service: it calls, serves and subscribes.
 *
 * <pre>{@code
 * try (Quintet quintet = Quintet.builder().name("order-service").build()) {
 *     quintet.serve(Orders.class, new OrderService());
 *     Kitchen kitchen = quintet.client(Kitchen.class);
 *     ...
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. Which technology carries an operation is a matter of configuration; what cannot work is refused
 * by {@link #client}, {@link #serve} and {@link #subscribe}, before anything is sent.
 */
public interface Quintet extends AutoCloseable {
    /** Starts to describe an instance. */
    static QuintetBuilder builder() {
        return new QuintetBuilder();
    }

    /**
     * The calling side of a contract.
     *
     * @throws InvalidContractException when the contract contradicts itself
     * @throws ConfigurationException when a transport cannot keep what an operation asks for
     */
    <C> C client(Class<C> contract);

    /**
     * The calling side of a contract, with something to return where the service does not answer: {@code fallback} has, for the one-to-one
     * operations that are to have it, a public method of the same name and parameter, which must not wait long.
     *
     * <p>{@link io.quintet.resilience.Provenance} tells whether that is what a call returned.
     *
     * @throws InvalidContractException also when the fallback has a method for no operation, or one with the wrong parameter
     */
    <C> C clientWithFallback(Class<C> contract, Object fallback);

    /**
     * The calling side of a contract whose notifications and events are held back until they are due; other operations fail with an
     * {@link IllegalStateException}. Messages of one key are delivered in the order in which they fall due.
     *
     * @throws ConfigurationException as {@link #client(Class)}, and when a transport cannot hold messages back
     */
    <C> C client(Class<C> contract, Due due);

    /**
     * The outbox of the service's own database, over a connection to it that the application brought and commits by itself.
     *
     * @throws IllegalStateException when no {@code database.url} is configured
     */
    Outbox outbox(Connection connection);

    /**
     * Serves the one-to-one operations of a contract. The implementation has, for each, a public method of the same name and
     * parameter, which returns the response or a stage of it; implementing the interface is the plain way.
     *
     * @throws InvalidContractException when an operation has no method
     * @throws ConfigurationException when a transport cannot keep what an operation asks for, or an address cannot be used
     */
    void serve(Class<?> contract, Object implementation);

    /**
     * Subscribes a group to the one-to-many operations for which the listener has a public method of the same name and parameter;
     * it returns the response, or null for none. For events it may take a {@code List} of them, and then gets those of many keys at a
     * time, in one transaction. The instances of a group compete for messages, and every group gets all.
     *
     * @throws InvalidContractException when the listener has no method for any operation, or one with the wrong parameter
     * @throws ConfigurationException when a transport cannot keep what an operation asks for
     */
    void subscribe(Class<?> contract, String group, Object listener);

    /**
     * Lets peers that are no services, such as browsers, follow the publish/subscribe operations of a contract, over the transport for
     * calls. Every instance that exposes a contract offers all of its events.
     *
     * @throws InvalidContractException when the contract has no such operation, or it is exposed already
     * @throws ConfigurationException when the transport for calls has no streams of events, or an address cannot be used
     */
    void expose(Class<?> contract);

    /**
     * Registers the durable handler for replies of an asynchronous operation, and returns what sends its requests: the reply is
     * handled by some instance of this service, also after a restart.
     *
     * @param operation as in {@code Kitchen::createTicket}
     */
    <C, Q, R> DurableRequests<Q> durable(Class<C> contract, AsyncOperation<C, Q, R> operation, ReplyHandler<R> handler);

    /**
     * Runs work in a transaction of the service's own database; messages sent within are stored with it and relayed after commit.
     *
     * @throws IllegalStateException when no {@code database.url} is configured
     */
    <T> T transact(Callable<T> work) throws Exception;

    /**
     * The circuit breakers of the calling side, one per operation and endpoint that was called: to look at, and to force.
     *
     * <p>One comes into being with the first call to its endpoint, over messages with the client.
     */
    List<Circuit> circuits();

    /** The name of the service. */
    String name();

    /** The name of this instance. */
    String instance();

    /** Stops accepting, waits for what is under way at most the setting {@code drain}, then frees everything; the second time does nothing. */
    @Override
    void close();
}
