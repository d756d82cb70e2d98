package io.quintet.discovery.zookeeper;

import io.quintet.QuintetException;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.x.discovery.ServiceDiscovery;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Instances as Curator keeps them; it enters them again after every session that was lost. */
final class ZooKeeperRegistry implements Registry {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperRegistry.class);

    private final CuratorFramework client;
    private final String servers;
    private final ServiceDiscovery<Instance> discovery;
    private final Map<String, Followed> byContract = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    ZooKeeperRegistry(CuratorFramework client, String path, String servers) {
        this.client = client;
        this.servers = servers;
        client.getConnectionStateListenable().addListener((unused, state) -> changed(state));
        client.start();
        discovery = ServiceDiscoveryBuilder.builder(Instance.class)
                .client(client)
                .basePath(path)
                .serializer(new InstanceFormat())
                .build();
        try {
            discovery.start();
        } catch (Exception e) {
            client.close();
            throw failed("start", e);
        }
    }

    private void changed(ConnectionState state) {
        if (state.isConnected()) {
            byContract.values().forEach(Followed::connected);
        } else {
            byContract.values().forEach(followed -> followed.lost(lost(state)));
        }
    }

    private String lost(ConnectionState state) {
        return "zookeeper " + servers + ": connection " + state;
    }

    private QuintetException failed(String what, Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return QuintetException.unreachable("zookeeper " + servers + ": " + what + ": " + e.getMessage(), e);
    }

    @Override
    public Registration register(Instance instance) {
        ServiceInstance<Instance> entry = InstanceFormat.wrap(instance);
        try {
            discovery.registerService(entry);
        } catch (Exception e) {
            takeOut(entry); // else it would be entered with the next connection
            throw failed("entering " + instance, e);
        }
        return () -> takeOut(entry);
    }

    private void takeOut(ServiceInstance<Instance> entry) {
        if (closed.get()) {
            return; // its session has ended
        }
        try {
            discovery.unregisterService(entry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{} stays in zookeeper until the session is over: {}", entry.getId(), e.toString());
        }
    }

    @Override
    public void follow(Sought sought, Follower follower) {
        byContract.computeIfAbsent(sought.contract(), this::followed).add(sought, follower);
    }

    private Followed followed(String contract) {
        Duration patience = Duration.ofMillis(client.getZookeeperClient().getConnectionTimeoutMs());
        return new Followed(
                client, () -> discovery.serviceCacheBuilder().name(contract).build(), patience);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        byContract.values().forEach(Followed::close);
        try {
            discovery.close();
        } catch (IOException e) {
            LOG.warn("zookeeper {}: closing failed", servers, e);
        } finally {
            client.close();
        }
    }
}
