/** Brings the food. Start at {@link io.quintet.examples.fooddelivery.courier.CourierApp}. */
@NullMarked
package io.quintet.examples.fooddelivery.courier;

import org.jspecify.annotations.NullMarked;
