package io.quintet.examples.fooddelivery.contract;

import io.quintet.Contract;
import io.quintet.Key;
import io.quintet.PublishAsyncResponses;
import io.quintet.Responses;

/** Those who bring the food. */
@Contract("couriers")
public interface Couriers {
    /** Asks all couriers who could be at a restaurant how soon. */
    @PublishAsyncResponses(within = "500ms")
    Responses<CourierOffer> courierWanted(CourierWanted request);

    /** Asks all couriers. */
    record CourierWanted(@Key String orderId, String restaurantId) {}

    /** One courier could. */
    record CourierOffer(String courier, int minutes) {}
}
