/** What every service process of the example has in common, so that the services hold nothing but what they do. Start at {@link io.quintet.examples.fooddelivery.process.ServiceProcess}. */
@NullMarked
package io.quintet.examples.fooddelivery.process;

import org.jspecify.annotations.NullMarked;
