package io.quintet.discovery.dns;

import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks again and again, as long as each answer holds; occupies no thread in between. */
final class DnsRegistry implements Registry {
    private final DnsSettings settings;
    private final Services services;
    private final ScheduledExecutorService scheduler;
    private volatile boolean closed;

    DnsRegistry(DnsSettings settings, Resolution resolution, ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.services = new Services(settings, resolution);
        this.scheduler = scheduler;
    }

    @Override
    public Registration register(Instance instance) {
        return () -> {}; // whoever starts instances writes the records
    }

    @Override
    public void follow(Sought sought, Follower follower) {
        if (closed) {
            return;
        }
        services.find(sought).whenComplete((answer, failure) -> {
            if (closed) {
                return;
            }
            if (failure == null) {
                follower.seen(answer.found());
                again(sought, follower, settings.hold(answer.ttl()));
            } else {
                follower.lost(Resolution.reason(failure));
                again(sought, follower, settings.leastTtl());
            }
        });
    }

    private void again(Sought sought, Follower follower, Duration delay) {
        try {
            var unused = scheduler.schedule(() -> follow(sought, follower), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            closed = true; // the instance has ended without closing its registry
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
