/**
 * What a service touches: the annotations of a contract, {@link io.quintet.Quintet} to call, serve and subscribe, and the
 * errors. Start at {@link io.quintet.Quintet}.
 */
@NullMarked
package io.quintet;

import org.jspecify.annotations.NullMarked;
