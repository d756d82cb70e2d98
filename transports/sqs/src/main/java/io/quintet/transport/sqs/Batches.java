package io.quintet.transport.sqs;

import io.quintet.transport.sqs.Outlet.Parcel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of what waits to be sent to one queue. Some are under way side by side, but of each message group one, so that the order of
 * calls is that of the group. What is full leaves; what is not waits a little for more as long as others are under way, for SQS, and whoever
 * pays for it, counts questions and not messages. Safe for use by many threads.
 */
final class Batches {
    private static final int MOST_UNDER_WAY = 8;

    /** For so long what is not full waits for more. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private final String name;
    private final Consumer<List<Parcel>> sending;
    private final Duration gather;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Line> lines = new HashMap<>();

    /** Those that have something waiting and nothing under way; how much that is together. */
    private final ArrayDeque<Line> ready = new ArrayDeque<>();

    private int readyParcels;
    private long readyBytes;
    private int underWay;
    private boolean gathering;

    /** {@code sending} gets each batch, on a thread of its own, and returns when its fate is known; it does not throw. */
    Batches(String name, Consumer<List<Parcel>> sending) {
        this(name, sending, GATHER);
    }

    /** With a patience of its own. */
    Batches(String name, Consumer<List<Parcel>> sending, Duration gather) {
        this.name = name;
        this.sending = sending;
        this.gather = gather;
    }

    /** What waits of one message group. */
    private static final class Line {
        private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
        private boolean busy;
    }

    void add(Parcel parcel) {
        lock.lock();
        try {
            Line line = lines.computeIfAbsent(parcel.group(), unused -> new Line());
            line.waiting.add(parcel);
            if (!line.busy) {
                if (line.waiting.size() == 1) {
                    ready.add(line);
                }
                count(parcel, 1);
                carryOn();
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(Parcel parcel, int sign) {
        readyParcels += sign;
        readyBytes += (long) sign * parcel.bytes();
    }

    /** Sees to it that somebody gathers what is ready, where one more may be under way. */
    private void carryOn() {
        if (gathering) {
            changed.signal();
        } else if (!ready.isEmpty() && underWay < MOST_UNDER_WAY) {
            gathering = true;
            Thread.ofVirtual().name(name).start(this::run);
        }
    }

    private void run() {
        List<Parcel> batch = gathered();
        try {
            sending.accept(batch);
        } finally {
            done(batch);
        }
    }

    private List<Parcel> gathered() {
        lock.lock();
        try {
            long left = gather.toNanos();
            while (underWay > 0 && !full() && left > 0) {
                left = changed.awaitNanos(left);
            }
            List<Parcel> batch = take();
            underWay++;
            gathering = false;
            carryOn();
            return batch;
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread that nobody knows was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        return readyParcels >= Api.MOST_ENTRIES || readyBytes >= Sender.MOST_BYTES;
    }

    private List<Parcel> take() {
        List<Parcel> batch = new ArrayList<>(Api.MOST_ENTRIES);
        long bytes = 0;
        while (!ready.isEmpty() && fits(ready.getFirst(), batch, bytes)) {
            Line line = ready.removeFirst();
            line.busy = true;
            line.waiting.forEach(parcel -> count(parcel, -1));
            while (!line.waiting.isEmpty() && fits(line, batch, bytes)) {
                Parcel parcel = line.waiting.removeFirst();
                bytes += parcel.bytes();
                batch.add(parcel);
            }
        }
        return batch;
    }

    private static boolean fits(Line line, List<Parcel> batch, long bytes) {
        return batch.isEmpty()
                || (batch.size() < Api.MOST_ENTRIES
                        && bytes + line.waiting.getFirst().bytes() <= Sender.MOST_BYTES);
    }

    private void done(List<Parcel> batch) {
        lock.lock();
        try {
            underWay--;
            batch.stream().map(Parcel::group).distinct().forEach(group -> lines.computeIfPresent(group, this::freed));
            carryOn();
        } finally {
            lock.unlock();
        }
    }

    /** Null where nothing waits of it. */
    private @Nullable Line freed(String unused, Line line) {
        line.busy = false;
        if (line.waiting.isEmpty()) {
            return null;
        }
        ready.add(line);
        line.waiting.forEach(parcel -> count(parcel, 1));
        return line;
    }
}
