package io.quintet.tck;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a registry has told. */
final class Sightings implements Follower {
    private final Duration patience;
    private final Set<Endpoint> ever = new HashSet<>();
    private Set<Endpoint> last = Set.of();
    private @Nullable String lost;

    Sightings(Duration patience) {
        this.patience = patience;
    }

    @Override
    public synchronized void seen(List<Instance> instances) {
        last = instances.stream().map(Instance::endpoint).collect(Collectors.toUnmodifiableSet());
        ever.addAll(last);
        lost = null;
        notifyAll();
    }

    @Override
    public synchronized void lost(String why) {
        lost = why;
        notifyAll();
    }

    synchronized Set<Endpoint> ever() {
        return Set.copyOf(ever);
    }

    /** Waits until the registry tells of these and no others. */
    synchronized void awaitExactly(Instance... instances) {
        Set<Endpoint> expected =
                List.of(instances).stream().map(Instance::endpoint).collect(Collectors.toSet());
        await(() -> lost == null && last.equals(expected), expected.toString());
    }

    /** Waits until the registry says that it cannot tell. */
    synchronized void awaitLost() {
        await(() -> lost != null, "that the registry cannot tell");
    }

    private void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (remaining <= 0) {
                throw new AssertionError("not within " + patience + ": " + what + "; the registry told of " + last
                        + (lost == null ? "" : ", and then that it cannot tell: " + lost));
            }
            try {
                wait(remaining);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
