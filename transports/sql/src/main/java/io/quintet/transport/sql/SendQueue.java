package io.quintet.transport.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The batches that wait for the writer; bounded in messages and bytes, except that one batch always fits into an empty queue. */
final class SendQueue {
    private final int mostMessages;
    private final int mostBytes;
    private final Duration patience;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final ArrayDeque<Batch> batches = new ArrayDeque<>();
    private int messages;
    private long bytes;
    private int blocked;
    private volatile boolean closed;

    SendQueue(int mostMessages, int mostBytes, Duration patience) {
        this.patience = patience;
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    boolean closed() {
        return closed;
    }

    /** Blocks while there is no room, at most for the patience; false when the queue is closed. */
    boolean put(Batch batch) throws InterruptedException, TimeoutException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && !fits(batch)) {
                if (nanos <= 0) {
                    throw new TimeoutException("no room in the send queue within " + patience);
                }
                blocked++;
                try {
                    nanos = emptied.awaitNanos(nanos);
                } finally {
                    blocked--;
                }
            }
            if (closed) {
                return false;
            }
            batches.add(batch);
            messages += batch.messages().size();
            bytes += batch.bytes();
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Batch batch) {
        return batches.isEmpty()
                || (messages + batch.messages().size() <= mostMessages && bytes + batch.bytes() <= mostBytes);
    }

    /**
     * Waits for batches, at most so long, and takes the oldest, up to the limits but at least one; empty when the time is over, or
     * when it is closed and all is taken.
     */
    List<Batch> take(int messageLimit, int byteLimit, long waitNanos) throws InterruptedException {
        long nanos = waitNanos;
        lock.lockInterruptibly();
        try {
            while (batches.isEmpty()) {
                if (closed || nanos <= 0) {
                    return List.of();
                }
                nanos = filled.awaitNanos(nanos);
            }
            List<Batch> taken = new ArrayList<>(batches.size());
            int takenMessages = 0;
            long takenBytes = 0;
            while (!batches.isEmpty() && takenMessages < messageLimit && takenBytes < byteLimit) {
                Batch batch = batches.remove();
                taken.add(batch);
                takenMessages += batch.messages().size();
                takenBytes += batch.bytes();
            }
            messages -= takenMessages;
            bytes -= takenBytes;
            if (blocked > 0) {
                emptied.signalAll();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that is left, without waiting. */
    List<Batch> drain() {
        lock.lock();
        try {
            List<Batch> rest = List.copyOf(batches);
            batches.clear();
            messages = 0;
            bytes = 0;
            return rest;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what comes from now on; what is in the queue is still taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
