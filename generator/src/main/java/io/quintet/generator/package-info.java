/** Contracts and records from documents. Start at {@link io.quintet.generator.Generator}. */
@NullMarked
package io.quintet.generator;

import org.jspecify.annotations.NullMarked;
