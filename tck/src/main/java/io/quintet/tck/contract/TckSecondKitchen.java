package io.quintet.tck.contract;

import io.quintet.Contract;
import io.quintet.RequestResponse;

/** A further contract at the same endpoint. */
@Contract("tck-second-kitchen")
public interface TckSecondKitchen {
    /** Request/response. */
    @RequestResponse(timeout = "20s")
    TckKitchen.Meal bake(TckKitchen.Dish dish);
}
