package io.quintet.examples.fooddelivery.contract;

import io.quintet.Code;
import io.quintet.DomainException;

/** There is no such consumer. */
public final class ConsumerUnknown extends DomainException {
    private static final long serialVersionUID = 1L;

    /** Which one. */
    public record Detail(String consumerId) {}

    /** With the consumer that was asked for. */
    public ConsumerUnknown(Detail detail) {
        super(Code.NOT_FOUND, "no consumer " + detail.consumerId(), detail);
    }
}
