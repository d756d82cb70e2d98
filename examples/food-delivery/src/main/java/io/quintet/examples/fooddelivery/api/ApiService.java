package io.quintet.examples.fooddelivery.api;

import io.quintet.Quintet;
import io.quintet.examples.fooddelivery.contract.Api.FindEstimate;
import io.quintet.examples.fooddelivery.contract.Api.FindHistory;
import io.quintet.examples.fooddelivery.contract.Api.OrderHistory;
import io.quintet.examples.fooddelivery.contract.ConsumerUnknown;
import io.quintet.examples.fooddelivery.contract.Consumers;
import io.quintet.examples.fooddelivery.contract.Consumers.VerifyConsumer;
import io.quintet.examples.fooddelivery.contract.Estimate;
import io.quintet.examples.fooddelivery.contract.FindOrder;
import io.quintet.examples.fooddelivery.contract.LineItem;
import io.quintet.examples.fooddelivery.contract.OrderPlaced;
import io.quintet.examples.fooddelivery.contract.OrderRefused;
import io.quintet.examples.fooddelivery.contract.OrderStatus;
import io.quintet.examples.fooddelivery.contract.OrderTaken;
import io.quintet.examples.fooddelivery.contract.OrderUnknown;
import io.quintet.examples.fooddelivery.contract.Orders;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;

/** Answers the world outside. */
final class ApiService {
    private final Quintet quintet;
    private final Consumers consumers;
    private final Orders orders;
    private final Estimates estimates;

    ApiService(Quintet quintet, Consumers consumers, Orders orders, Estimates estimates) {
        this.quintet = quintet;
        this.consumers = consumers;
        this.orders = orders;
        this.estimates = estimates;
    }

    public OrderTaken placeOrder(PlaceOrder order) throws ConsumerUnknown, OrderRefused {
        consumers.verifyConsumer(new VerifyConsumer(order.consumerId()));
        OrderPlaced placed = orders.placeOrder(order);
        int dishes = order.items().stream().mapToInt(LineItem::quantity).sum();
        return new OrderTaken(placed.orderId(), placed.totalCents(), estimates.of(order.restaurantId(), dishes));
    }

    public Estimate estimate(FindEstimate query) {
        return estimates.of(query.restaurantId(), query.dishes());
    }

    public OrderStatus getOrder(FindOrder query) throws OrderUnknown {
        return orders.findOrder(query);
    }

    public OrderHistory orderHistory(FindHistory query) throws Exception {
        return new OrderHistory(query.orderId(), quintet.transact(() -> History.of(query.orderId())));
    }
}
