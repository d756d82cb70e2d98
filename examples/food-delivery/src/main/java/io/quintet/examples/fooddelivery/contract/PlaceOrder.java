package io.quintet.examples.fooddelivery.contract;

import io.quintet.Key;
import java.util.List;

/**
 * Asks for food.
 *
 * @param orderId chosen by the client, so that asking again after a lost answer does not order twice
 */
public record PlaceOrder(
        @Key String orderId, String consumerId, String restaurantId, List<LineItem> items, String deliveryAddress) {}
