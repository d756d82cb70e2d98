package io.quintet.discovery.etcd;

import io.quintet.discovery.http.Pause;
import io.quintet.discovery.http.Rounds;
import io.quintet.discovery.http.WatchLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The entries of this process, all under one lease that a thread keeps alive. When the lease was lost, they are entered again under a new
 * one; those that could not be taken out are taken out later. Safe for use by many threads.
 *
 * @see <a href="https://etcd.io/docs/v3.4/learning/api/#lease-api">Leases</a>
 */
final class Entries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Entries.class);

    private static final int BEATS_PER_LEASE = 3;

    private final EtcdCluster cluster;
    private final Duration timeToLive;
    private final String nothing;
    private final Duration beat;
    private final Pause pause;
    private final Rounds rounds;

    /** Guards all below, and stands for the order of what etcd is asked. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Map<String, String> own = new LinkedHashMap<>();
    private final Set<String> underLease = new HashSet<>();
    private final Set<String> leaving = new HashSet<>();
    private @Nullable String lease;
    private boolean closed;

    /** Of the thread alone. */
    private boolean failing;

    Entries(EtcdCluster cluster, Duration timeToLive, String nothing) {
        this.cluster = cluster;
        this.timeToLive = timeToLive;
        this.nothing = nothing;
        this.beat = timeToLive.dividedBy(BEATS_PER_LEASE);
        this.pause = new Pause(beat);
        this.rounds = Rounds.start("quintet-etcd-lease", pause, this::round, this::failed);
    }

    /** Enters one; it is kept from then on. */
    void enter(String key, String value) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new IOException("closed");
            }
            own.put(key, value);
            underLease.remove(key);
            leaving.remove(key);
            enterAll();
        } catch (IOException | InterruptedException e) {
            own.remove(key);
            leaving.add(key); // it may have arrived all the same
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one out, now or as soon as etcd can be reached. */
    void leave(String key) {
        lock.lock();
        try {
            if (own.remove(key) != null && !closed) {
                underLease.remove(key);
                leaving.add(key);
                takeOutAll();
            }
        } catch (IOException e) {
            LOG.warn("an entry stays in etcd until it can be reached, or the lease is over: {}", WatchLoop.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void round() throws IOException, InterruptedException {
        if (!failing) {
            Thread.sleep(beat);
        }
        beat();
        if (failing) {
            LOG.info("etcd: answers again");
        }
        failing = false;
        pause.reset();
    }

    private void failed(Throwable why) {
        if (!failing) {
            LOG.warn("etcd: is asked again; the next failures are not logged: {}", WatchLoop.reason(why));
        }
        failing = true;
    }

    private void beat() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            renew();
            enterAll();
            takeOutAll();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the lease alive; without one, asks for anything, so that watches which hang are noticed. */
    private void renew() throws IOException, InterruptedException {
        if (lease == null) {
            cluster.call("/v3/kv/range", Map.of("key", nothing));
            return;
        }
        JsonNode answer =
                cluster.call("/v3/lease/keepalive", Map.of("ID", lease)).path("result");
        if (!answer.isObject()) {
            throw new IOException("a lease is kept alive, and nothing is said of it");
        }
        if (Numbers.of(answer, "TTL") <= 0) {
            forgetLease();
        }
    }

    private void forgetLease() {
        LOG.warn("etcd: the lease was lost; {} entries are made again", own.size());
        lease = null;
        underLease.clear();
    }

    private void enterAll() throws IOException, InterruptedException {
        try {
            enterMissing();
        } catch (EtcdException e) {
            if (!e.noSuchLease()) {
                throw e;
            }
            forgetLease();
            enterMissing();
        }
    }

    private void enterMissing() throws IOException, InterruptedException {
        for (Map.Entry<String, String> entry : own.entrySet()) {
            if (!underLease.contains(entry.getKey())) {
                cluster.call(
                        "/v3/kv/put", Map.of("key", entry.getKey(), "value", entry.getValue(), "lease", granted()));
                underLease.add(entry.getKey());
            }
        }
    }

    private String granted() throws IOException, InterruptedException {
        String known = lease;
        if (known == null) {
            long seconds = timeToLive.plusMillis(999).toSeconds();
            known = cluster.call("/v3/lease/grant", Map.of("TTL", seconds))
                    .path("ID")
                    .asString("");
            if (known.isEmpty()) {
                throw new IOException("a lease without an ID");
            }
            lease = known;
        }
        return known;
    }

    private void takeOutAll() throws IOException, InterruptedException {
        for (String key : List.copyOf(leaving)) {
            cluster.call("/v3/kv/deleterange", Map.of("key", key));
            leaving.remove(key);
        }
    }

    /** Ends the lease, and all entries with it; when interrupted, leaves that to etcd. */
    @Override
    public void close() {
        rounds.close();
        try {
            lock.lockInterruptibly();
            try {
                end();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() throws InterruptedException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (lease != null) {
                cluster.call("/v3/lease/revoke", Map.of("ID", lease));
            }
        } catch (IOException e) {
            LOG.warn("{} entries stay in etcd until the lease is over: {}", own.size(), WatchLoop.reason(e));
        }
    }
}
