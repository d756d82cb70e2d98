package io.quintet.transport.grpc;

import io.quintet.Contract;
import io.quintet.RequestResponse;

/** A second contract. */
@Contract("bakery")
public interface Bakery {
    @RequestResponse
    Kitchen.Meal bake(Kitchen.Dish dish);
}
