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
     * Runs work in a transaction together with the inbox row of a message.
     *
     * @return false when the group has handled the message before; the work was then not run
     */
    boolean once(String group, String messageId, Callable<?> work) throws Exception;

    /** Stores a message in the outbox within the transaction of this thread; an {@link IllegalStateException} where there is none. */
    void enqueue(String transport, Channel channel, Message message);

    /** Starts to relay what the outbox holds, oldest first, marking rows only when the receiver has accepted them. */
    void relay(Relay relay);

    /** Stops the relay after the batch under way and closes the connections. */
    @Override
    void close();

    /** Sends what comes out of the outbox. */
    @FunctionalInterface
    interface Relay {
        /** As {@link MessageTransport#send} of the named transport. */
        CompletableFuture<List<Receipt>> send(String transport, Channel channel, List<Message> batch);
    }
}
