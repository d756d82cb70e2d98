package io.quintet.examples.fooddelivery.contract;

import static io.quintet.Http.Method.GET;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.RequestResponse;

/** Orders, from the moment that they are placed. */
@Contract("orders")
public interface Orders {
    /** Stores an order and asks the kitchen to cook it; the same order a second time changes nothing. */
    @RequestResponse(idempotent = true)
    OrderPlaced placeOrder(PlaceOrder command) throws OrderRefused;

    /** How an order stands. */
    @RequestResponse
    @Http(method = GET, path = "/orders/{orderId}")
    OrderStatus findOrder(FindOrder query) throws OrderUnknown;
}
