package io.quintet.discovery.dns;

import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks again and again for each that is sought, when the answer no longer holds; occupies no thread in between. */
final class DnsRegistry implements Registry {
    private final DnsSettings settings;
    private final Services services;
    private final ScheduledExecutorService scheduler;
    private final Map<Sought, Followers> bySought = new ConcurrentHashMap<>();
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
        Followers first = new Followers();
        Followers known = bySought.putIfAbsent(sought, first);
        if (known == null) {
            first.add(sought, follower);
            ask(sought, first);
        } else {
            known.add(sought, follower);
        }
    }

    private void ask(Sought sought, Followers followers) {
        if (closed) {
            return;
        }
        services.find(sought).whenComplete((answer, failure) -> {
            if (closed) {
                return;
            }
            if (failure == null) {
                followers.seen(answer.found());
                again(sought, followers, settings.hold(answer.ttl()));
            } else {
                followers.lost(Resolution.reason(failure));
                again(sought, followers, settings.leastTtl());
            }
        });
    }

    private void again(Sought sought, Followers followers, Duration delay) {
        try {
            var unused = scheduler.schedule(() -> ask(sought, followers), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            closed = true; // the instance has ended without closing its registry
        }
    }

    @Override
    public void close() {
        closed = true;
        bySought.values().forEach(Followers::close);
    }
}
