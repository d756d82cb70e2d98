package io.quintet.examples.fooddelivery.contract;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishSubscribe;

/** What the kitchen makes known. */
@Contract("kitchen-events")
public interface KitchenEvents {
    /** A restaurant has begun to cook. */
    @PublishSubscribe
    void ticketAccepted(TicketAccepted event);

    /** A restaurant has begun to cook. */
    record TicketAccepted(@Key String orderId, int version, long ticketId, String restaurantId) {}
}
