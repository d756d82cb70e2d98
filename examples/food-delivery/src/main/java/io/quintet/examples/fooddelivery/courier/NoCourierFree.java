package io.quintet.examples.fooddelivery.courier;

/** Nobody answered in time; the event comes again after a while. */
final class NoCourierFree extends Exception {
    private static final long serialVersionUID = 1L;

    NoCourierFree(String orderId) {
        super("order " + orderId + ": no offers (expected: at least 1)");
    }
}
