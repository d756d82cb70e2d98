package io.quintet.runtime;

import io.quintet.resilience.Candidate;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Health;
import io.quintet.spi.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The way of one operation to one instance.
 *
 * @param instance where it leads
 * @param chain the peer chain
 * @param health of the endpoint, over all operations
 * @param circuit its own; null where there are none
 * @param weight its share of calls
 * @param hash what consistent hashing recognises it by
 * @param local whether it is in the preferred zone
 */
record Route(
        Instance instance,
        Invoker chain,
        Health health,
        @Nullable Circuit circuit,
        int weight,
        int hash,
        boolean local) implements Candidate {
    @Override
    public boolean available() {
        return !health.avoided() && (circuit == null || circuit.admits());
    }

    @Override
    public int inFlight() {
        return health.inFlight();
    }
}
