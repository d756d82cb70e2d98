/**
 * What was done and what became of it, written down while it happens, and judged afterwards.
 *
 * <p>Each process appends to a {@link io.quintet.faults.history.History} of its own what it begins and how that ends; handlers leave an
 * {@link io.quintet.faults.history.Effect} in the transaction of their effect. The {@link io.quintet.faults.history.Checker} compares
 * the two, by {@link io.quintet.faults.history.Rule}s that say which groups see what.
 */
@NullMarked
package io.quintet.faults.history;

import org.jspecify.annotations.NullMarked;
