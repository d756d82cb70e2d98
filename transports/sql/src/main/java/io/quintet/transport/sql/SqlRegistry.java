package io.quintet.transport.sql;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Instances with leases, which a thread renews; it also looks for changes, and tells the followers. */
final class SqlRegistry implements Registry {
    private static final Logger LOG = LoggerFactory.getLogger(SqlRegistry.class);

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SERVER_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Clock clock;
    private final SqlSettings settings;
    private final Database database;
    private final Command put;
    private final Command remove;
    private final Command removeDead;
    private final Command select;

    /** Guards the connection. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Set<Instance> own = ConcurrentHashMap.newKeySet();
    private final Worker worker;
    private final Followers followers = new Followers();
    private boolean behind;
    private long seenVersion;
    private long lastHeartbeat = System.nanoTime();
    private boolean closed;

    SqlRegistry(Database database, SqlSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.database = database;
        String now = database.dialect().now();
        put = database.prepare("INSERT INTO instance(id, service, contract, transport, address, expires)"
                + " VALUES (?, ?, ?, ?, ?, " + now + " + ?) ON CONFLICT(contract, id, transport) DO UPDATE SET"
                + " service = excluded.service, address = excluded.address, expires = excluded.expires");
        remove = database.prepare("DELETE FROM instance WHERE contract = ? AND id = ? AND transport = ?");
        removeDead = database.prepare("DELETE FROM instance WHERE expires <= " + now);
        select = database.prepare("SELECT id, service, contract, transport, address FROM instance WHERE expires > "
                + now + " ORDER BY contract, id");
        load();
        worker = Worker.start("quintet-sql-registry", this::keep);
    }

    @Override
    public Registration register(Instance instance) {
        try {
            write(List.of(instance));
            own.add(instance);
            load();
        } catch (StoreException e) {
            throw e.toQuintet();
        }
        return () -> takeOut(List.of(instance));
    }

    @Override
    public void follow(Sought sought, Follower follower) {
        followers.add(sought, follower);
    }

    private long keep() {
        try {
            if (behind
                    || System.nanoTime() - lastHeartbeat >= settings.heartbeat().toNanos()) {
                lastHeartbeat = System.nanoTime();
                write(own);
                load();
                behind = false;
            } else if (changed()) {
                load();
            }
        } catch (RuntimeException e) {
            behind = true; // the leases first, as soon as it works again
            followers.lost(String.valueOf(e.getMessage()));
            throw e;
        }
        return database.dialect() == Dialect.SQLITE ? POLL_NANOS : SERVER_POLL_NANOS;
    }

    private boolean changed() {
        lock.lock();
        try {
            long version = database.version();
            boolean changed = version != seenVersion;
            seenVersion = version;
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** Renews entries, brings back those that others took for dead, and removes the dead. */
    private void write(Iterable<Instance> instances) {
        lock.lock();
        try {
            if (closed || !instances.iterator().hasNext()) {
                return;
            }
            database.write(() -> {
                for (Instance instance : instances) {
                    put.update(
                            instance.id(),
                            instance.service(),
                            instance.contract(),
                            instance.endpoint().transport(),
                            instance.endpoint().address(),
                            now(),
                            settings.lease().toMillis());
                }
                return removeDead.update(now());
            });
        } finally {
            lock.unlock();
        }
    }

    /** Belongs to {@link Dialect#now()}. */
    private long now() {
        return database.dialect().now(clock);
    }

    private void load() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            followers.seen(select.list(
                    row -> new Instance(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            new Endpoint(row.getString(4), row.getString(5))),
                    now()));
        } catch (SQLException e) {
            throw database.failure(e);
        } finally {
            lock.unlock();
        }
    }

    private void takeOut(List<Instance> instances) {
        lock.lock();
        try {
            instances.forEach(own::remove);
            if (closed || instances.isEmpty()) {
                return;
            }
            database.write(() -> {
                for (Instance instance : instances) {
                    remove.update(
                            instance.contract(),
                            instance.id(),
                            instance.endpoint().transport());
                }
                return null;
            });
            load();
        } catch (StoreException e) {
            LOG.warn("{} entries stay until their lease is over: {}", instances.size(), e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        followers.close();
        worker.close();
        lock.lock();
        try {
            if (!closed) {
                takeOut(List.copyOf(own));
                closed = true;
                database.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
