package io.quintet.examples.fooddelivery.api;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Api.FindHistory;
import io.quintet.examples.fooddelivery.contract.Api.OrderHistory;
import io.quintet.examples.fooddelivery.contract.ConsumerUnknown;
import io.quintet.examples.fooddelivery.contract.Consumers;
import io.quintet.examples.fooddelivery.contract.Consumers.VerifyConsumer;
import io.quintet.examples.fooddelivery.contract.FindOrder;
import io.quintet.examples.fooddelivery.contract.OrderPlaced;
import io.quintet.examples.fooddelivery.contract.OrderRefused;
import io.quintet.examples.fooddelivery.contract.OrderStatus;
import io.quintet.examples.fooddelivery.contract.OrderUnknown;
import io.quintet.examples.fooddelivery.contract.Orders;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;

/** Answers the world outside. */
final class ApiService {
    private final Quintet quintet;
    private final Consumers consumers;
    private final Orders orders;

    ApiService(Quintet quintet, Consumers consumers, Orders orders) {
        this.quintet = quintet;
        this.consumers = consumers;
        this.orders = orders;
    }

    public OrderPlaced placeOrder(PlaceOrder order) throws ConsumerUnknown, OrderRefused {
        consumers.verifyConsumer(new VerifyConsumer(order.consumerId()));
        return orders.placeOrder(order);
    }

    public OrderStatus getOrder(FindOrder query) throws OrderUnknown {
        return orders.findOrder(query);
    }

    public OrderHistory orderHistory(FindHistory query) throws Exception {
        return new OrderHistory(query.orderId(), quintet.transact(() -> History.of(query.orderId())));
    }
}
