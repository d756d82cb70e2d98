/** Those who order. Start at {@link io.quintet.examples.fooddelivery.consumer.ConsumerApp}. */
@NullMarked
package io.quintet.examples.fooddelivery.consumer;

import org.jspecify.annotations.NullMarked;
