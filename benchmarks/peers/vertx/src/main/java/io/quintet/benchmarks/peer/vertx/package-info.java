/** Vert.x as it is, with JSON written by hand. Start at {@link io.quintet.benchmarks.peer.vertx.BareVertx}. */
@NullMarked
package io.quintet.benchmarks.peer.vertx;

import org.jspecify.annotations.NullMarked;
