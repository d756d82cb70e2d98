package io.quintet.examples.fooddelivery.contract;

/** Asks how an order stands. */
public record FindOrder(String orderId) {}
