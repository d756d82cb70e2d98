package io.quintet.discovery.etcd;

import io.quintet.QuintetException;
import io.quintet.discovery.http.WatchLoop;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The entries of this process, and one watch for each contract that is called. */
final class EtcdRegistry implements Registry {
    private final EtcdCluster cluster;
    private final Keys keys;
    private final Duration resync;
    private final Entries entries;
    private final Map<String, EntryWatch> byContract = new ConcurrentHashMap<>();

    EtcdRegistry(EtcdSettings settings, EtcdCluster cluster) {
        this.cluster = cluster;
        this.keys = new Keys(settings.prefix());
        this.resync = settings.resync();
        this.entries = new Entries(cluster, settings.lease(), keys.nothing());
    }

    @Override
    public Registration register(Instance instance) {
        String key = keys.of(instance);
        try {
            entries.enter(key, EntryFormat.write(instance));
        } catch (IOException e) {
            throw QuintetException.unreachable("etcd: entering " + instance + ": " + WatchLoop.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.unreachable("etcd: entering " + instance + ": interrupted", e);
        }
        return () -> entries.leave(key);
    }

    @Override
    public void follow(Sought sought, Follower follower) {
        byContract
                .computeIfAbsent(sought.contract(), contract -> new EntryWatch(cluster, keys, contract, resync))
                .add(sought, follower);
    }

    @Override
    public void close() {
        byContract.values().forEach(EntryWatch::close);
        entries.close();
        cluster.close();
    }
}
