package io.quintet.examples.fooddelivery.contract;

/** The order is stored; what it costs in cents, and when it will be ready. */
public record OrderTaken(String orderId, int totalCents, Estimate ready) {}
