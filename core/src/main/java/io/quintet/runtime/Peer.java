package io.quintet.runtime;

import io.quintet.resilience.Circuit;
import io.quintet.resilience.Health;
import io.quintet.resilience.Outliers;
import org.jspecify.annotations.Nullable;

/**
 * What this side keeps about one peer of an operation.
 *
 * @param health of its endpoint, over all operations
 * @param circuit of the operation at that peer; null where there are none
 * @param outliers what ejects it; null where nothing does
 */
record Peer(
        Health health, @Nullable Circuit circuit, @Nullable Outliers outliers) {}
