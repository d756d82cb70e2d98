package io.quintet.spi;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The service's own database, with its outbox and inbox, so that what a handler writes, the id of the message it handled and
 * the messages it sends commit in one transaction.
 *
 * <p>Its transactions are bound to the thread, see {@link io.quintet.Transaction#current()}.
 */
public interface ServiceDatabase extends AutoCloseable {
    /**
     * Runs work in a transaction and commits it; what the work throws rolls back and is thrown on. Within another transaction of this
     * thread the work joins that one.
     */
    <T> T transact(Callable<T> work) throws Exception;

    /**
     * Runs work in a transaction together with the inbox rows of deliveries; it commits only while all their fences hold.
     *
     * @param work gets the deliveries that the group has not handled before, and is not run where there are none
     * @return how many those were
     * @throws io.quintet.QuintetException ABORTED where a shard has another owner now; nothing was committed
     */
    int once(String group, List<Delivery> deliveries, Handling work) throws Exception;

    /**
     * Runs work in a transaction together with its answer, or returns the answer that was stored under the key before.
     *
     * @param scope what the key is unique in, such as an operation's name
     */
    byte[] answer(String scope, String key, Callable<byte[]> work) throws Exception;

    /**
     * Stores a message in the outbox, over the connection of the transaction of this thread; an {@link IllegalStateException} where
     * there is none.
     */
    void enqueue(String transport, Channel channel, Message message);

    /** Starts to relay what the outbox holds, oldest first, marking rows only when the receiver has accepted them. */
    void relay(Relay relay);

    /** Stops the relay after the batch under way and closes the connections. */
    @Override
    void close();

    /** What is done with deliveries in a transaction. */
    @FunctionalInterface
    interface Handling {
        /** Does it; what it throws rolls back. */
        void run(List<Delivery> fresh) throws Exception;
    }

    /** Sends what comes out of the outbox. */
    @FunctionalInterface
    interface Relay {
        /** As {@link MessageTransport#send} of the named transport. */
        CompletableFuture<List<Receipt>> send(String transport, Channel channel, List<Message> batch);

        /** Whether the named transport promises {@link Guarantee#ATOMIC_BATCH}: a batch may then hold many messages of one key. */
        default boolean takesAllOrNone(String transport) {
            return false;
        }
    }
}
