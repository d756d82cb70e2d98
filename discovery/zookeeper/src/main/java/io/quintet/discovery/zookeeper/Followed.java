package io.quintet.discovery.zookeeper;

import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
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
    private final Followers followers = new Followers();
    private final Thread filling;
    private @Nullable ServiceCache<Instance> cache;
    private boolean connected = true;

    Followed(CuratorFramework client, Supplier<ServiceCache<Instance>> caches, Duration patience) {
        this.client = client;
        this.caches = caches;
        this.patience = patience;
        this.filling = Thread.ofVirtual().name("quintet-zookeeper").start(this::fill);
    }

    void add(Sought sought, Follower follower) {
        followers.add(sought, follower);
    }

    /** Waits for the first connection; over later ones the cache catches up by itself. */
    private void fill() {
        try {
            if (!client.blockUntilConnected((int) patience.toMillis(), TimeUnit.MILLISECONDS)) {
                lost("no connection within " + patience);
                client.blockUntilConnected();
            }
            while (!filled()) {
                Thread.sleep(PAUSE);
                client.blockUntilConnected();
            }
        } catch (InterruptedException e) {
            LOG.debug("closed before the first answer");
        }
    }

    private boolean filled() throws InterruptedException {
        try {
            return filled(caches.get());
        } catch (RuntimeException | Error e) { // this is tried again, else nobody would ever hear of anything
            LOG.warn("cannot be followed, and is tried again", e);
            return false;
        }
    }

    private boolean filled(ServiceCache<Instance> fresh) throws InterruptedException {
        fresh.addListener(new ServiceCacheListener() {
            @Override
            public void cacheChanged() {
                tell();
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
        connected = true;
        tell();
    }

    synchronized void lost(String why) {
        connected = false; // the cache may still change, from what it had asked for before
        followers.lost(why);
    }

    private synchronized void tell() {
        ServiceCache<Instance> complete = cache;
        if (connected && complete != null) {
            followers.seen(complete.getInstances().stream()
                    .filter(ServiceInstance::isEnabled)
                    .map(ServiceInstance::getPayload)
                    .filter(Objects::nonNull)
                    .toList());
        }
    }

    @Override
    public void close() {
        ServiceCache<Instance> complete;
        followers.close();
        synchronized (this) {
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
