package io.quintet.examples.fooddelivery.contract;

/**
 * One line of an order.
 *
 * @param menuItemId such as {@code r01-m03}
 * @param quantity at least 1
 */
public record LineItem(String menuItemId, int quantity) {}
