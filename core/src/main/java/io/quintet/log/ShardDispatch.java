package io.quintet.log;

import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.ServiceContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the messages of one shard to a consumer: one at a time per key and in order, different keys side by side, so that a slow
 * key stops only itself; keeps the contiguous watermark, up to which everything is settled.
 *
 * <p>Safe for use by many threads. The consumer and the store are called without a lock held.
 */
public final class ShardDispatch {
    private static final Logger LOG = LoggerFactory.getLogger(ShardDispatch.class);

    private static final int NOT_FULL = -1;

    /** After a failure that is not the message's. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ShardStore store;
    private final Consumer<Delivery> consumer;
    private final ServiceContext context;

    private final ArrayDeque<Entry> window = new ArrayDeque<>();

    /** Of each key the last message that is not settled; the first one of its lane is with the consumer. */
    private final Map<String, Entry> lanes = new HashMap<>();

    private long watermark;
    private int reopensAt = NOT_FULL;
    private int unsettled;
    private boolean stopped;
    private boolean revoked;

    /**
     * Starts after {@code watermark}, the sequence of the last message that was settled before. The context brings the timer for retries,
     * and the instance and the clock for the history of attempts.
     */
    public ShardDispatch(long watermark, ShardStore store, Consumer<Delivery> consumer, ServiceContext context) {
        this.watermark = watermark;
        this.store = store;
        this.consumer = consumer;
        this.context = context;
    }

    /**
     * Takes the next message of the shard; sequences must rise. Delivers it now, or when the earlier ones of its key are settled. A replay
     * that is meant for another group counts as settled.
     *
     * @param failed the attempts that are known to have failed before
     */
    public void offer(long sequence, Message message, int attempt, Attempts failed) {
        Entry entry = new Entry(sequence, message, attempt, failed);
        String replayFor = message.replayFor();
        if (replayFor != null && !replayFor.equals(store.group())) {
            pass(entry);
            return;
        }
        synchronized (this) {
            if (stopped) {
                return;
            }
            window.add(entry);
            unsettled++;
            if (entry.key != null) {
                Entry last = lanes.put(entry.key, entry);
                if (last != null) {
                    last.next = entry;
                    return;
                }
            }
            entry.state = State.DELIVERED;
        }
        deliver(entry);
    }

    /** A consumer that throws instead of settling gets the message again; who offers and who settles goes on. */
    private void deliver(Entry entry) {
        try {
            consumer.accept(entry);
        } catch (RuntimeException | Error e) {
            LOG.error("group {}: the consumer failed, and gets {} again", store.group(), entry.message, e);
            entry.retry(AGAIN, e);
        }
    }

    private void pass(Entry entry) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            entry.state = State.SETTLED;
            window.add(entry);
            advance();
        }
        store.settled(entry.sequence);
        store.progressed();
    }

    private void advance() {
        while (!window.isEmpty() && window.peekFirst().state == State.SETTLED) {
            watermark = window.pollFirst().sequence;
        }
    }

    /** The sequence up to which everything is settled. */
    public synchronized long watermark() {
        return watermark;
    }

    /** How many messages were offered and are not settled, delivered or waiting in their lane. */
    public synchronized int unsettled() {
        return unsettled;
    }

    /**
     * Whether more than so many messages are held in memory: all from the first unsettled one on, settled or not. Nothing more is to be offered
     * then, until it is {@link #reopened}.
     */
    public synchronized boolean full(int most) {
        reopensAt = window.size() > most ? most : NOT_FULL;
        return reopensAt != NOT_FULL;
    }

    /** Whether it was full when it was last asked, and is not any more; true once. */
    public synchronized boolean reopened() {
        if (window.size() > reopensAt) {
            return false;
        }
        reopensAt = NOT_FULL;
        return true;
    }

    /** How many messages are with the consumer at this moment; when it is zero after {@link #stop}, no more will be. */
    public synchronized int delivered() {
        int count = 0;
        for (Entry entry : window) {
            if (entry.state == State.DELIVERED || entry.state == State.REJECTING) {
                count++;
            }
        }
        return count;
    }

    /**
     * Takes nothing more. What was taken is still delivered, so that a shard can be handed over without its next owner seeing any of it
     * again; only what waits for a retry, and what waits behind it, is left to that owner.
     */
    public synchronized void stop() {
        stopped = true;
    }

    /** The shard belongs to somebody else now: settling does nothing any more. */
    public synchronized void revoke() {
        stopped = true;
        revoked = true;
    }

    private synchronized boolean revoked() {
        return revoked;
    }

    private void settle(Entry entry, State from) {
        Entry next = null;
        synchronized (this) {
            if (!claimed(entry, State.SETTLED, from)) {
                return;
            }
            unsettled--;
            advance();
            if (entry.key != null) {
                next = entry.next;
                if (next == null) {
                    lanes.remove(entry.key);
                } else {
                    entry.next = null; // who keeps a delivery does not keep its lane
                    next.state = State.DELIVERED;
                }
            }
        }
        try {
            store.settled(entry.sequence);
            store.progressed();
        } finally {
            if (next != null) {
                deliver(next);
            }
        }
    }

    private void redeliver(Entry entry) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            entry.attempt++;
            entry.state = State.DELIVERED;
        }
        deliver(entry);
    }

    /** Whether the caller is the one that settles this delivery. */
    private synchronized boolean claimed(Entry entry, State state, State from) {
        if (revoked || entry.state != from) {
            return false;
        }
        entry.state = state;
        return true;
    }

    private enum State {
        WAITING,
        DELIVERED,
        REJECTING,
        RETRYING,
        SETTLED
    }

    private final class Entry implements Delivery, Fence {
        private final long sequence;
        private final Message message;
        private final @Nullable String key;
        private int attempt;
        private Attempts failed;
        private State state = State.WAITING;

        /** The one behind it in its lane. */
        private @Nullable Entry next;

        Entry(long sequence, Message message, int attempt, Attempts failed) {
            this.sequence = sequence;
            this.message = message;
            this.key = message.key();
            this.attempt = attempt;
            this.failed = failed;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public Fence fence() {
            return this;
        }

        @Override
        public String shard() {
            return store.shard();
        }

        @Override
        public long token() {
            return store.token();
        }

        @Override
        public boolean holds() {
            return !revoked() && store.owned();
        }

        @Override
        public void ack() {
            settle(this, State.DELIVERED);
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            if (claimed(this, State.RETRYING, State.DELIVERED)) {
                failed = failedBy(cause);
                try {
                    store.retried(sequence, failed);
                } finally {
                    redeliverIn(after.toMillis());
                }
            }
        }

        @Override
        public void reject(Throwable cause) {
            if (claimed(this, State.REJECTING, State.DELIVERED)) {
                failed = failedBy(cause);
                try {
                    store.rejected(sequence, message, failed, cause);
                } catch (RuntimeException | Error e) {
                    // not kept, so not given up: it comes again
                    if (claimed(this, State.RETRYING, State.REJECTING)) {
                        redeliverIn(AGAIN.toMillis());
                    }
                    throw e;
                }
                settle(this, State.REJECTING);
            }
        }

        private Attempts failedBy(Throwable cause) {
            return failed.plus(
                    new Attempt(attempt, context.clock().instant(), context.instance(), FailureText.line(cause)));
        }

        @SuppressWarnings("FutureReturnValueIgnored") // redelivery throws nothing that anybody could use
        private void redeliverIn(long millis) {
            context.scheduler().schedule(() -> redeliver(this), millis, TimeUnit.MILLISECONDS);
        }
    }
}
