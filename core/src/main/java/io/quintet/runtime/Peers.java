package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known instances of one contract over one transport, whatever registry tells of them.
 *
 * <p>For a time of grace after an outage of the registry nobody is given up who was known before it: entries with a lease run out while
 * nobody can renew them, and come back one by one. The time of grace stands still during further outages and goes on after them: a registry
 * that comes and goes does not keep those for ever that have really left.
 */
final class Peers implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Sought sought;
    private final Duration grace;
    private final ScheduledExecutorService scheduler;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile List<Instance> known = List.of();
    private volatile @Nullable String lost;

    private final LongSupplier ticker;
    private List<Instance> listed = List.of();

    /** Those known from before an outage, and how long the registry must have told in all until they are given up. */
    private final Map<Instance, Long> remembered = new LinkedHashMap<>();

    private long outages;
    private long toldBefore;
    private long toldSince;

    Peers(Sought sought, Duration grace, ScheduledExecutorService scheduler) {
        this(sought, grace, scheduler, System::nanoTime);
    }

    Peers(Sought sought, Duration grace, ScheduledExecutorService scheduler, LongSupplier ticker) {
        this.ticker = ticker;
        this.toldSince = ticker.getAsLong();
        this.sought = sought;
        this.grace = grace;
        this.scheduler = scheduler;
    }

    /** Those last known; fails where there is none because the registry cannot tell. */
    List<Instance> instances() {
        List<Instance> now = known;
        String why = now.isEmpty() ? lost : null;
        if (why != null) {
            throw QuintetException.unreachable(
                    "contract " + sought.contract() + ": nobody is known to serve it over " + sought.transport()
                            + ", and the registry cannot tell: " + why,
                    null);
        }
        return now;
    }

    /** Waits until the registry has told something for the first time, or that it cannot. */
    void awaitFirst(Deadline deadline) {
        if (answered.getCount() == 0) {
            return;
        }
        try {
            if (!answered.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
                throw QuintetException.unreachable(
                        "contract " + sought.contract() + ": the registry has not told yet who serves it over "
                                + sought.transport() + " (expected: within the call's deadline)",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.unreachable(
                    "contract " + sought.contract() + ": interrupted while waiting for the registry", e);
        }
    }

    @Override
    public synchronized void seen(List<Instance> instances) {
        if (lost != null) {
            LOG.info("{}: the registry tells again who serves it over {}", sought.contract(), sought.transport());
            lost = null;
            toldSince = ticker.getAsLong();
            listed.forEach(instance -> remembered.put(instance, told() + grace.toNanos()));
            outages++;
            forgetLater();
        }
        listed = List.copyOf(instances);
        publish();
    }

    private boolean missing(Instance instance) {
        return listed.stream()
                .noneMatch(other -> other.endpoint().equals(instance.endpoint())
                        || other.id().equals(instance.id()));
    }

    /** How long the registry has told in all. */
    private long told() {
        return toldBefore + (lost == null ? ticker.getAsLong() - toldSince : 0);
    }

    private void forgetLater() {
        long outage = outages;
        remembered.values().stream().min(Long::compare).ifPresent(first -> {
            var unused = scheduler.schedule(() -> forget(outage), first - told(), TimeUnit.NANOSECONDS);
        });
    }

    private synchronized void forget(long outage) {
        if (outage == outages && lost == null) {
            long now = told();
            remembered.values().removeIf(end -> end <= now);
            publish();
            forgetLater();
        }
    }

    @Override
    public synchronized void lost(String why) {
        if (lost == null) {
            LOG.warn(
                    "{}: the registry cannot tell who serves it over {}, calls go to the {} last known: {}",
                    sought.contract(),
                    sought.transport(),
                    known.size(),
                    why);
            toldBefore = told();
        }
        lost = why;
        answered.countDown();
    }

    private void publish() {
        List<Instance> all = new ArrayList<>(listed);
        remembered.keySet().stream().filter(this::missing).forEach(all::add);
        List<Instance> before = known;
        if (!before.equals(all)) {
            known = List.copyOf(all);
            LOG.debug("{} over {}: {} instances: {}", sought.contract(), sought.transport(), all.size(), all);
        }
        answered.countDown();
    }
}
