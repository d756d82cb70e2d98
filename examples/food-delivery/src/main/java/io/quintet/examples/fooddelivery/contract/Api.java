package io.quintet.examples.fooddelivery.contract;

import static io.quintet.Http.Method.GET;
import static io.quintet.Http.Method.PUT;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.RequestResponse;
import java.util.List;

/** What the world outside may ask for. */
@Contract("api")
public interface Api {
    /** Places an order; the same order a second time changes nothing. */
    @RequestResponse
    @Http(method = PUT, path = "/orders/{orderId}")
    OrderTaken placeOrder(PlaceOrder command) throws ConsumerUnknown, OrderRefused;

    /** How an order stands. */
    @RequestResponse
    @Http(method = GET, path = "/orders/{orderId}")
    OrderStatus getOrder(FindOrder query) throws OrderUnknown;

    /** What has happened to an order so far, oldest first; empty for an order that nothing was heard of yet. */
    @RequestResponse
    @Http(method = GET, path = "/orders/{orderId}/history")
    OrderHistory orderHistory(FindHistory query);

    /** How long a restaurant would need, for those who have not decided yet. */
    @RequestResponse
    @Http(method = GET, path = "/restaurants/{restaurantId}/estimate")
    Estimate estimate(FindEstimate query);

    /** Asks how long so many dishes of a restaurant would take. */
    record FindEstimate(String restaurantId, int dishes) {}

    /** Asks for the history of an order. */
    record FindHistory(String orderId) {}

    /** The names of the events, such as {@code ORDER_CREATED}. */
    record OrderHistory(String orderId, List<String> events) {}
}
