package io.quintet.runtime;

import io.quintet.spi.Delivery;

/** Handles deliveries of one operation and settles them, now or later. */
@FunctionalInterface
interface Settling {
    /** Takes one; blocks at most as long as a handler does. */
    void settle(Delivery delivery);
}
