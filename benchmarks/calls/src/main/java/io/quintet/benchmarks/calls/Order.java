package io.quintet.benchmarks.calls;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/** The request of every measured operation; the example is 430 bytes of JSON. Serializable, for some peers want that. */
public record Order(
        String orderId, String consumerId, String restaurantId, String address, Instant deliverAt, List<LineItem> items)
        implements Serializable {
    private static final Instant DELIVER_AT = Instant.parse("2026-01-01T18:30:00Z");

    /** A part of the order. */
    public record LineItem(String menuItemId, String name, int quantity, long priceCents) implements Serializable {}

    /** The order that is placed over and over, made anew each time, as a caller makes its request. */
    public static Order example(String orderId) {
        return new Order(
                orderId,
                "consumer-1842",
                "restaurant-17",
                "Lange Reihe 12, 20099 Hamburg",
                DELIVER_AT,
                List.of(
                        new LineItem("item-221", "Ramen with pork and egg", 1, 1490),
                        new LineItem("item-224", "Gyoza, six pieces", 2, 650),
                        new LineItem("item-310", "Green tea", 2, 320)));
    }
}
