package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox holds, if this instance has the lease: per destination one batch at a time, oldest first, with a backoff of
 * its own; a row leaves the outbox only when its message was accepted, or has expired while it was not.
 *
 * <p>That a row was removed is committed with less of a promise than what handlers do: when the loss of power, or of the server, brings back
 * a row, the message is sent twice, and the receiver's inbox sees that.
 */
final class OutboxRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private static final long BUSY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long IDLE_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long BUSY_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LEASE_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long PRUNE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);
    private static final int PRUNED_AT_A_TIME = 500;

    private final Database database;
    private final ReentrantLock lock;
    private final Duration inboxRetention;
    private final Clock clock;
    private final RelayLease lease;
    private final Outbox outbox;
    private final Command prune;
    private final Map<Outbox.Destination, Shipment> shipments = new HashMap<>();

    private volatile ServiceDatabase.@Nullable Relay target;
    private @Nullable Worker worker;
    private volatile boolean news = true;
    private boolean closed;
    private long seenVersion = -1;
    private long lastLeaseTry = System.nanoTime() - LEASE_POLL_NANOS;
    private long lastTraffic = System.nanoTime();
    private long lastPrune = System.nanoTime();

    /**
     * Idle until started.
     *
     * @param lock held by whoever writes to the file in this process, so that its threads do not poll for the file's lock
     */
    OutboxRelay(Database database, ReentrantLock lock, Duration inboxRetention, String instance, Clock clock) {
        this.database = database;
        this.lock = lock;
        this.inboxRetention = inboxRetention;
        this.clock = clock;
        this.lease = new RelayLease(database, instance, clock);
        this.outbox = Outbox.of(database);
        this.prune = database.prepare(ServiceTables.prune(database.dialect(), PRUNED_AT_A_TIME));
    }

    synchronized void start(ServiceDatabase.Relay relay) {
        if (target != null) {
            throw new IllegalStateException(database.name() + ": the outbox is relayed already");
        }
        target = relay;
        worker = Worker.start("quintet-sql-relay", () -> work(relay));
    }

    /** Something was put into the outbox, or a shipment came to its end. */
    void wake() {
        news = true;
        Worker relaying = worker;
        if (relaying != null) {
            relaying.wake();
        }
    }

    private long work(ServiceDatabase.Relay relay) {
        if (!lease.held()) {
            long since = System.nanoTime() - lastLeaseTry;
            if (since < LEASE_POLL_NANOS) {
                return LEASE_POLL_NANOS - since;
            }
            lastLeaseTry = System.nanoTime();
            if (!acquire()) {
                giveUp(); // the new owner sends them again
                return LEASE_POLL_NANOS;
            }
            news = true;
        }
        settle();
        if (looked()) {
            ship(relay);
        }
        if (System.nanoTime() - lastPrune > PRUNE_NANOS && prune() < PRUNED_AT_A_TIME) {
            lastPrune = System.nanoTime(); // else more the next time: what is sent must not wait for it
        }
        return System.nanoTime() - lastTraffic < BUSY_FOR_NANOS ? BUSY_POLL_NANOS : IDLE_POLL_NANOS;
    }

    private boolean acquire() {
        return write(lease::acquire);
    }

    private boolean looked() {
        long version = database.version();
        boolean due =
                news || version != seenVersion || shipments.values().stream().anyMatch(Shipment::due);
        news = false;
        seenVersion = version;
        return due;
    }

    private void ship(ServiceDatabase.Relay relay) {
        try {
            Collection<Outbox.Destination> waiting = outbox.destinations();
            shipments.values().removeIf(shipment -> shipment.due() && !waiting.contains(shipment.destination()));
            for (Outbox.Destination destination : waiting) {
                Shipment shipment = shipments.computeIfAbsent(destination, Shipment::new);
                if (shipment.mayStart()) {
                    start(shipment, relay);
                }
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private void start(Shipment shipment, ServiceDatabase.Relay relay) throws SQLException {
        List<Outbox.Row> rows;
        try {
            Outbox.Destination destination = shipment.destination();
            rows = outbox.oldest(destination, relay.takesAllOrNone(destination.transport()));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) { // no such transport, or a row that cannot be read: others go on
            shipment.failed(e);
            return;
        }
        if (!rows.isEmpty()) {
            lastTraffic = System.nanoTime();
            shipment.start(rows, relay, this::wake);
        }
    }

    /** Takes out of the outbox what was accepted, and what nobody wants any more. */
    private void settle() {
        List<Shipment> ended =
                shipments.values().stream().filter(Shipment::ended).toList();
        if (ended.isEmpty()) {
            return;
        }
        news = true;
        boolean ours = write(() -> {
            database.relax(); // what comes back is sent once more, and the receiver's inbox sees that
            if (!lease.renew()) {
                return false;
            }
            for (Shipment shipment : ended) {
                settle(shipment);
            }
            return true;
        });
        if (ours) {
            ended.forEach(Shipment::finish);
            shipments.values().removeIf(Shipment::unremarkable);
        } else {
            giveUp();
        }
    }

    private void giveUp() {
        shipments.values().forEach(Shipment::giveUp);
        shipments.clear();
    }

    private void settle(Shipment shipment) throws SQLException {
        List<Receipt> receipts = shipment.receipts();
        List<Long> done = new ArrayList<>(receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            Outbox.Row row = shipment.rows().get(i);
            long id = row.id();
            if (receipts.get(i) instanceof Receipt.Failed failed) {
                if (row.message().expired(clock.millis())) { // as a reply to an instance that is gone
                    LOG.info(
                            "{}: outbox row {} has expired: {}",
                            database.name(),
                            id,
                            failed.error().getMessage());
                    done.add(id);
                } else if (failed.error().code() == Code.INVALID_ARGUMENT) {
                    LOG.error(
                            "{}: outbox row {} can never be sent and is set aside: {}",
                            database.name(),
                            id,
                            failed.error().getMessage());
                    outbox.refuse(id, String.valueOf(failed.error().getMessage()));
                }
            } else {
                done.add(id);
            }
        }
        outbox.remove(done);
    }

    /** How many rows of the inbox it has removed; there are no more when these were fewer than at a time. */
    private int prune() {
        long before = clock.millis() - inboxRetention.toMillis();
        return write(() -> prune.update(before));
    }

    private <T> T write(Database.Work<T> work) {
        lock.lock();
        try {
            return database.write(work);
        } catch (StoreException e) {
            lease.forget();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the shipments under way, for a short while. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (worker != null) {
            worker.close();
        }
        try {
            long deadline = System.nanoTime() + END_PATIENCE.toNanos();
            for (Shipment shipment : shipments.values()) {
                shipment.await(deadline);
            }
            settle();
            write(() -> {
                lease.release();
                return true;
            });
        } catch (StoreException e) {
            LOG.warn(
                    "the relay ends without a word, another instance takes over after {}: {}",
                    RelayLease.TIME,
                    e.getMessage());
        } finally {
            database.close();
        }
    }
}
