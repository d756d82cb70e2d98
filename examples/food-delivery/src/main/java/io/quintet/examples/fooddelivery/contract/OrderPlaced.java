package io.quintet.examples.fooddelivery.contract;

/** The order is stored, and will be approved or rejected; its price is in cents. */
public record OrderPlaced(String orderId, int totalCents) {}
