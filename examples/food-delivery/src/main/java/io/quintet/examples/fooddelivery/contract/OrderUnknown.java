package io.quintet.examples.fooddelivery.contract;

import io.quintet.Code;
import io.quintet.DomainException;

/** There is no such order. */
public final class OrderUnknown extends DomainException {
    private static final long serialVersionUID = 1L;

    /** Which one. */
    public record Detail(String orderId) {}

    /** With the order that was asked for. */
    public OrderUnknown(Detail detail) {
        super(Code.NOT_FOUND, "no order " + detail.orderId(), detail);
    }
}
