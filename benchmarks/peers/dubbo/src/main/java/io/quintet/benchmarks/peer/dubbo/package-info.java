/** Dubbo's Triple. Start at {@link io.quintet.benchmarks.peer.dubbo.DubboTriple}. */
@NullMarked
package io.quintet.benchmarks.peer.dubbo;

import org.jspecify.annotations.NullMarked;
