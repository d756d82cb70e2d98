package io.quintet.runtime;

import io.quintet.message.Message;

/** One link of the consumer chain; the last one reads the message and calls the handler. */
@FunctionalInterface
interface Consumption {
    /**
     * Handles a message on its {@code attempt}. Returning means that the message is done, throwing that it is not.
     *
     * @return false when it was recognised as handled before
     */
    boolean handle(Message message, int attempt) throws Exception;
}
