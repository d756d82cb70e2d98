package io.quintet.discovery.dns;

import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again and again for each that is sought, when the answer no longer holds; occupies no thread in between. */
final class DnsRegistry implements Registry {
    private static final Logger LOG = LoggerFactory.getLogger(DnsRegistry.class);

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
        CompletionStage<Answer<Instance>> asked;
        try {
            asked = services.find(sought);
        } catch (RuntimeException | Error e) { // it is asked again, else it would be for the last time
            asked = CompletableFuture.failedFuture(e);
        }
        asked.whenComplete((answer, failure) -> {
            if (!closed) {
                again(sought, followers, tell(sought, followers, answer, failure));
            }
        });
    }

    /** Tells it; returns how long it holds. */
    private Duration tell(
            Sought sought, Followers followers, @Nullable Answer<Instance> answer, @Nullable Throwable failure) {
        try {
            if (answer == null) {
                followers.lost(failure == null ? "no answer" : Resolution.reason(failure));
                return settings.leastTtl();
            }
            if (!answer.missing().isEmpty()) {
                followers.lost(answer.missing()); // so that who is missing now is not given up at once
            }
            if (answer.missing().isEmpty() || !answer.found().isEmpty()) {
                followers.seen(answer.found());
            }
            return settings.hold(answer.ttl());
        } catch (RuntimeException | Error e) {
            LOG.warn("{} over {}: those who seek it are told again", sought.contract(), sought.transport(), e);
        }
        return settings.leastTtl();
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
