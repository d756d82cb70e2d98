package io.quintet.examples.fooddelivery.contract;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishSubscribe;

/** What the order service makes known; the versions of one order count up from 1. */
@Contract("order-events")
public interface OrderEvents {
    /** An order was placed. */
    @PublishSubscribe
    void orderCreated(OrderCreated event);

    /** The kitchen took it. */
    @PublishSubscribe
    void orderApproved(OrderApproved event);

    /** The kitchen did not take it. */
    @PublishSubscribe
    void orderRejected(OrderRejected event);

    /** An order was placed. */
    record OrderCreated(@Key String orderId, int version, String consumerId, String restaurantId, int totalCents) {}

    /** The kitchen took it. */
    record OrderApproved(
            @Key String orderId, int version, String consumerId, String restaurantId, String deliveryAddress) {}

    /** The kitchen did not take it. */
    record OrderRejected(@Key String orderId, int version, String consumerId, String reason) {}
}
