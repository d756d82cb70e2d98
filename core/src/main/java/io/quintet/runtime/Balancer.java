package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses an endpoint for a call: of two random ones the one with fewer calls under way from here; one that could not be reached a
 * moment ago is chosen only where there is no other.
 *
 * @see <a href="https://www.eecs.harvard.edu/~michaelm/postscripts/handbook2001.pdf">The power of two random choices, 2001</a>
 */
final class Balancer {
    private static final long SUSPECT_NANOS = 1_000_000_000L;

    private final Phonebook registry;
    private final String transport;
    private final Map<Endpoint, Load> loads = new ConcurrentHashMap<>();

    Balancer(Phonebook registry, String transport) {
        this.registry = registry;
        this.transport = transport;
    }

    /** Calls under way to one endpoint, and since when it is suspect. */
    static final class Load {
        private final Endpoint endpoint;
        private final AtomicInteger underWay = new AtomicInteger();
        private volatile long suspectUntil = System.nanoTime();

        Load(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        Endpoint endpoint() {
            return endpoint;
        }

        void done() {
            underWay.decrementAndGet();
        }

        void suspect() {
            suspectUntil = System.nanoTime() + SUSPECT_NANOS;
        }

        boolean suspected() {
            return suspectUntil - System.nanoTime() > 0;
        }

        boolean betterThan(Load other) {
            boolean suspect = suspected();
            boolean otherSuspect = other.suspected();
            return suspect == otherSuspect ? underWay.get() <= other.underWay.get() : otherSuspect;
        }
    }

    /** Chooses and counts one call more; the caller ends with {@link Load#done()}. */
    Load choose(String contract) {
        List<Instance> instances = reachable(registry.instances(contract));
        int size = instances.size();
        Load chosen;
        if (size == 1) {
            chosen = load(instances.getFirst());
        } else if (size == 0) {
            throw QuintetException.unreachable(
                    "contract " + contract + ": no instance serves it over " + transport
                            + " at the moment (expected: at least one in the registry)",
                    null);
        } else {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            int first = random.nextInt(size);
            int second = random.nextInt(size - 1);
            Load one = load(instances.get(first));
            Load other = load(instances.get(second >= first ? second + 1 : second));
            chosen = one.betterThan(other) ? one : other;
            if (chosen.suspected()) {
                for (Instance instance : instances) {
                    Load another = load(instance);
                    chosen = chosen.betterThan(another) ? chosen : another;
                }
            }
        }
        chosen.underWay.incrementAndGet();
        return chosen;
    }

    /** Those that serve the contract over this transport: one instance may serve it over several. */
    private List<Instance> reachable(List<Instance> all) {
        for (Instance instance : all) {
            if (!instance.endpoint().transport().equals(transport)) {
                return all.stream()
                        .filter(other -> other.endpoint().transport().equals(transport))
                        .toList();
            }
        }
        return all;
    }

    private Load load(Instance instance) {
        Endpoint endpoint = instance.endpoint();
        Load load = loads.get(endpoint);
        if (load != null) {
            return load;
        }
        if (loads.size() > 10_000) {
            loads.values().removeIf(old -> old.underWay.get() == 0); // endpoints come and go with restarts
        }
        return loads.computeIfAbsent(endpoint, Load::new);
    }
}
