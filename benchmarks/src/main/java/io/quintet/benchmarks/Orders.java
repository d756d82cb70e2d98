package io.quintet.benchmarks;

import io.quintet.Contract;
import io.quintet.RequestResponse;
import java.time.Instant;
import java.util.List;

/** The contract of the in-memory measurement: records of a realistic size. */
@Contract("orders")
public interface Orders {
    /** Places an order. */
    @RequestResponse
    Accepted place(Order order);

    /** The request; the example is 430 bytes of JSON. */
    record Order(
            String orderId,
            String consumerId,
            String restaurantId,
            String address,
            Instant deliverAt,
            List<LineItem> items) {}

    /** A part of the request. */
    record LineItem(String menuItemId, String name, int quantity, long priceCents) {}

    /** The response; 85 bytes of JSON. */
    record Accepted(String orderId, String state, long totalCents, int minutes) {}

    /** The order that is placed over and over. */
    static Order example() {
        return new Order(
                "order-20260101-000417",
                "consumer-1842",
                "restaurant-17",
                "Lange Reihe 12, 20099 Hamburg",
                Instant.parse("2026-01-01T18:30:00Z"),
                List.of(
                        new LineItem("item-221", "Ramen with pork and egg", 1, 1490),
                        new LineItem("item-224", "Gyoza, six pieces", 2, 650),
                        new LineItem("item-310", "Green tea", 2, 320)));
    }

    /** The handler: does what little makes the response depend on the whole request. */
    final class Desk implements Orders {
        /** For the measurements. */
        public Desk() {}

        @Override
        public Accepted place(Order order) {
            long total = 0;
            for (LineItem item : order.items()) {
                total += item.quantity() * item.priceCents();
            }
            return new Accepted(order.orderId(), "ACCEPTED", total, 35);
        }
    }
}
