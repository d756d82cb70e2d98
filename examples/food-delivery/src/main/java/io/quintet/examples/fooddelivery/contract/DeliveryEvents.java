package io.quintet.examples.fooddelivery.contract;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishSubscribe;

/** What the couriers make known. */
@Contract("delivery-events")
public interface DeliveryEvents {
    /** A courier has taken the order. */
    @PublishSubscribe
    void deliveryScheduled(DeliveryScheduled event);

    /** A courier has taken the order. */
    record DeliveryScheduled(@Key String orderId, int version, String courier, int minutes) {}
}
