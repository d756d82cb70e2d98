/** The bars, measured side by side on one machine. Start at {@link io.quintet.benchmarks.Main}. */
@NullMarked
package io.quintet.benchmarks;

import org.jspecify.annotations.NullMarked;
