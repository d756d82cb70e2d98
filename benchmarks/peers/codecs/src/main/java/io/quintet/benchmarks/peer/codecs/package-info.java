/** Formats side by side. Start at {@link io.quintet.benchmarks.peer.codecs.CodecBench}. */
@NullMarked
package io.quintet.benchmarks.peer.codecs;

import org.jspecify.annotations.NullMarked;
