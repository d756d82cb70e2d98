package io.quintet.examples.fooddelivery.contract;

import io.quintet.Code;
import io.quintet.DomainException;

/** The order asks for something that is not on the restaurant's menu, or for no reasonable number of it. */
public final class OrderRefused extends DomainException {
    private static final long serialVersionUID = 1L;

    /** Which line of the order. */
    public record Detail(String orderId, String menuItemId, int quantity, String expected) {}

    /** With the line and what was expected there. */
    public OrderRefused(Detail detail) {
        super(
                Code.FAILED_PRECONDITION,
                "order " + detail.orderId() + ": " + detail.quantity() + " of " + detail.menuItemId() + " (expected: "
                        + detail.expected() + ")",
                detail);
    }
}
