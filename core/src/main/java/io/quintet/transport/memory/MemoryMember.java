package io.quintet.transport.memory;

import io.quintet.Deadline;
import io.quintet.log.ShardDispatch;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One member of a group: one subscription of one instance. */
final class MemoryMember implements Subscription {
    private final MemoryGroup group;
    private final int credit;
    private final Consumer<Delivery> consumer;
    private final ServiceContext context;
    private final Duration handover;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final List<ShardDispatch> dispatches = new CopyOnWriteArrayList<>();
    private final Object credits = new Object();
    private int reserved;
    private boolean denied;
    private volatile boolean draining;
    private volatile boolean closed;

    MemoryMember(
            MemoryGroup group, int credit, Consumer<Delivery> consumer, ServiceContext context, Duration handover) {
        this.group = group;
        this.credit = credit;
        this.consumer = consumer;
        this.context = context;
        this.handover = handover;
    }

    Consumer<Delivery> consumer() {
        return consumer;
    }

    ServiceContext context() {
        return context;
    }

    /** How long it waits for what is being handled of a shard that becomes its. */
    Duration handover() {
        return handover;
    }

    /** How many of {@code wanted} messages may be offered to it now; the shards that read for it share its credit. */
    int reserve(int wanted) {
        synchronized (credits) {
            int room = credit - reserved;
            for (ShardDispatch dispatch : dispatches) {
                room -= dispatch.unsettled();
            }
            int granted = draining ? 0 : Math.clamp(room, 0, wanted);
            reserved += granted;
            denied |= granted < wanted;
            return granted;
        }
    }

    /** What was reserved has been offered, or will not be. */
    void offered(int count) {
        boolean wake;
        synchronized (credits) {
            reserved -= count;
            wake = denied;
            denied = false;
        }
        if (wake) {
            group.wakeAll(this);
        }
    }

    void took(ShardDispatch dispatch) {
        dispatches.add(dispatch);
    }

    /** Called under the lock of the shard; what follows from it takes locks of other shards, hence the thread. */
    void lost(ShardDispatch dispatch) {
        dispatches.remove(dispatch);
        Thread.ofVirtual().name("quintet-memory-lost").start(this::progressed);
    }

    private boolean busy() {
        for (ShardDispatch dispatch : dispatches) {
            if (dispatch.delivered() > 0) {
                return true;
            }
        }
        return false;
    }

    boolean closed() {
        return closed;
    }

    /** Something of it was settled. */
    void progressed() {
        lock.lock();
        try {
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        group.wakeAll(this);
    }

    @Override
    public void drain(Duration patience) {
        draining = true;
        group.leave(this); // the shards stop, and move on when what is with the consumer is settled
        Deadline deadline = Deadline.in(patience);
        lock.lock();
        try {
            while (busy() && !deadline.expired()) {
                progress.awaitNanos(deadline.remainingNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        draining = true;
        closed = true;
        group.leave(this);
        group.wakeAll(this);
    }
}
