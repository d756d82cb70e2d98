package io.quintet.examples.fooddelivery.contract;

/** How an order stands. */
public record OrderStatus(String orderId, State state, int totalCents) {
    /** What became of it. */
    public enum State {
        /** The kitchen has not answered yet. */
        PENDING,
        /** The kitchen cooks it. */
        APPROVED,
        /** The kitchen does not cook it. */
        REJECTED
    }
}
