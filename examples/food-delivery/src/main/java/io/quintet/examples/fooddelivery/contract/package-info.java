/** What the services say to each other: one contract a file, with its messages. Start at {@link io.quintet.examples.fooddelivery.contract.Orders}. */
@NullMarked
package io.quintet.examples.fooddelivery.contract;

import org.jspecify.annotations.NullMarked;
