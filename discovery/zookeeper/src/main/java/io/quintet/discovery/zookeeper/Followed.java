package io.quintet.discovery.zookeeper;

import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.x.discovery.ServiceCache;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.details.ServiceCacheListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those that serve one contract, which Curator follows from the first connection on, and who wants to know. */
final class Followed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Followed.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final CuratorFramework client;
    private final Supplier<ServiceCache<Instance>> caches;
    private final Duration patience;
    private final Map<Follower, Sought> followers = new ConcurrentHashMap<>();
    private final Thread filling;
    private @Nullable ServiceCache<Instance> cache;
    private @Nullable String lost;

    Followed(CuratorFramework client, Supplier<ServiceCache<Instance>> caches, Duration patience) {
        this.client = client;
        this.caches = caches;
        this.patience = patience;
        this.filling = Thread.ofVirtual().name("quintet-zookeeper").start(this::fill);
    }

    synchronized void add(Sought sought, Follower follower) {
        followers.put(follower, sought);
        String why = lost;
        if (why != null) {
            follower.lost(why);
        } else {
            tell(follower, sought);
        }
    }

    /** Waits for the first connection; over later ones the cache catches up by itself. */
    private void fill() {
        try {
            if (!client.blockUntilConnected((int) patience.toMillis(), TimeUnit.MILLISECONDS)) {
                lost("no connection within " + patience);
                client.blockUntilConnected();
            }
            while (!filled(caches.get())) {
                Thread.sleep(PAUSE);
                client.blockUntilConnected();
            }
        } catch (InterruptedException e) {
            LOG.debug("closed before the first answer");
        }
    }

    private boolean filled(ServiceCache<Instance> fresh) throws InterruptedException {
        fresh.addListener(new ServiceCacheListener() {
            @Override
            public void cacheChanged() {
                tellAll();
            }

            @Override
            public void stateChanged(CuratorFramework unused, ConnectionState state) {
                // the registry hears of it, too, and once for all
            }
        });
        try {
            fresh.startImmediate().await();
        } catch (InterruptedException e) {
            close(fresh);
            throw e;
        } catch (Exception e) {
            lost("cannot be followed: " + e.getMessage());
            close(fresh);
            return false;
        }
        synchronized (this) {
            cache = fresh;
        }
        connected();
        return true;
    }

    synchronized void connected() {
        lost = null;
        tellAll();
    }

    synchronized void lost(String why) {
        lost = why;
        followers.keySet().forEach(follower -> follower.lost(why));
    }

    private synchronized void tellAll() {
        if (lost == null) {
            followers.forEach((follower, sought) -> tell(follower, sought));
        }
    }

    private void tell(Follower follower, Sought sought) {
        ServiceCache<Instance> complete = cache;
        if (complete == null) {
            return;
        }
        List<Instance> running = complete.getInstances().stream()
                .filter(ServiceInstance::isEnabled)
                .map(ServiceInstance::getPayload)
                .filter(Objects::nonNull)
                .filter(sought::fits)
                .toList();
        follower.seen(running);
    }

    @Override
    public void close() {
        ServiceCache<Instance> complete;
        synchronized (this) {
            followers.clear();
            complete = cache;
        }
        filling.interrupt();
        if (complete != null) {
            close(complete);
        }
    }

    private static void close(ServiceCache<Instance> cache) {
        try {
            cache.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("closing the cache failed", e);
        }
    }
}
