/** {@code quintet demo}: starts the services as processes, places orders, and checks what became of them. Start at {@code DemoCommand}. */
@NullMarked
package io.quintet.examples.fooddelivery.demo;

import org.jspecify.annotations.NullMarked;
