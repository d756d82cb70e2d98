/** The door to the world outside. Start at {@link io.quintet.examples.fooddelivery.api.ApiApp}. */
@NullMarked
package io.quintet.examples.fooddelivery.api;

import org.jspecify.annotations.NullMarked;
