package io.quintet.transport.rabbitmq;

import io.quintet.spi.Subscription;

/** A subscription that the transport closes when it is closed itself. */
interface Membership extends Subscription {
    boolean ended();
}
