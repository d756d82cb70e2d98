package io.quintet.transport.memory;

import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/** Who serves what within one JVM, and who wants to know. Safe for use by many threads. */
final class MemoryBook {
    private final Set<Instance> instances = new LinkedHashSet<>();
    private final IdentityHashMap<Follower, Sought> followers = new IdentityHashMap<>();

    synchronized void enter(Instance instance) {
        if (instances.add(instance)) {
            tellOf(instance);
        }
    }

    synchronized void takeOut(Instance instance) {
        if (instances.remove(instance)) {
            tellOf(instance);
        }
    }

    synchronized void follow(Sought sought, Follower follower) {
        followers.put(follower, sought);
        tell(sought, follower);
    }

    synchronized void leave(Collection<Follower> some) {
        some.forEach(followers::remove);
    }

    private void tellOf(Instance changed) {
        followers.forEach((follower, sought) -> {
            if (sought.fits(changed)) {
                tell(sought, follower);
            }
        });
    }

    private void tell(Sought sought, Follower follower) {
        follower.seen(instances.stream().filter(sought::fits).toList());
    }
}
