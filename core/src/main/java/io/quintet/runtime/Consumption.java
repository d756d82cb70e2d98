package io.quintet.runtime;

import io.quintet.spi.Delivery;

/** One link of the consumer chain; the last one reads the message and calls the handler. */
@FunctionalInterface
interface Consumption {
    /**
     * Handles a delivery, without settling it. Returning means that the message is done, throwing that it is not.
     *
     * @return false when it was recognised as handled before
     */
    boolean handle(Delivery delivery) throws Exception;
}
