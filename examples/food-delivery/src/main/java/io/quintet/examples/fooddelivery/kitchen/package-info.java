/** Cooks. Start at {@link io.quintet.examples.fooddelivery.kitchen.KitchenApp}. */
@NullMarked
package io.quintet.examples.fooddelivery.kitchen;

import org.jspecify.annotations.NullMarked;
