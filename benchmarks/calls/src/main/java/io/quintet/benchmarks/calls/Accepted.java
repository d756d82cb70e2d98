package io.quintet.benchmarks.calls;

import io.quintet.benchmarks.calls.Order.LineItem;
import java.io.Serializable;

/** The response; 85 bytes of JSON. */
public record Accepted(String orderId, String state, long totalCents, int minutes) implements Serializable {
    /** What every handler answers; just as much as makes the response depend on the whole request. */
    public static Accepted of(Order order) {
        long total = 0;
        for (LineItem item : order.items()) {
            total += item.quantity() * item.priceCents();
        }
        return new Accepted(order.orderId(), "ACCEPTED", total, 35);
    }
}
