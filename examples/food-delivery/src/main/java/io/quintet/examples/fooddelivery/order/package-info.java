/** Takes orders and sees them through. Start at {@link io.quintet.examples.fooddelivery.order.OrderApp}. */
@NullMarked
package io.quintet.examples.fooddelivery.order;

import org.jspecify.annotations.NullMarked;
