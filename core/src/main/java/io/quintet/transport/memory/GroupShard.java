package io.quintet.transport.memory;

import io.quintet.log.Attempts;
import io.quintet.log.ShardDispatch;
import io.quintet.log.ShardStore;
import io.quintet.message.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard of a group: reads the log for the member that owns the shard. A new owner begins only when nothing is with the old
 * one's consumer, so that a key is never with two members at a time; an owner that was closed is not waited for, and one that takes
 * too long is fenced off.
 */
final class GroupShard {
    private static final Logger LOG = LoggerFactory.getLogger(GroupShard.class);
    private static final int BATCH = 64;
    private static final AtomicLong TOKENS = new AtomicLong();

    private final MemoryChannel channel;
    private final int index;
    private final String group;
    private final MemoryDeadLetters deadLetters;
    private final Map<Long, Attempts> attempts = new HashMap<>();
    private @Nullable MemoryMember assigned;
    private @Nullable MemoryMember owner;
    private @Nullable ShardDispatch dispatch;
    private long watermark;
    private long read;
    /** Messages up to here may have been with a consumer before. */
    private long handedOut;

    private long trimmed;
    private boolean leaving;
    private boolean reading;
    private boolean again;

    GroupShard(MemoryChannel channel, int index, String group, MemoryDeadLetters deadLetters) {
        this.channel = channel;
        this.index = index;
        this.group = group;
        this.deadLetters = deadLetters;
    }

    synchronized void assign(@Nullable MemoryMember member) {
        assigned = member;
        if (dispatch != null && owner != member) {
            dispatch.stop();
            leaving = true; // for good: should the shard come back to its owner, it begins anew
            if (owner != null && owner.closed()) {
                handOver(); // at once: what the closed one settles from now on does nothing
            } else if (member != null) {
                waitNoLonger(dispatch, member);
            }
        }
        wake();
    }

    /** Does nothing where the shard has moved by then. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void waitNoLonger(ShardDispatch old, MemoryMember next) {
        next.context().scheduler().schedule(() -> overdue(old), next.handover().toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void overdue(ShardDispatch old) {
        MemoryMember slow = owner;
        if (dispatch == old && leaving && slow != null) {
            LOG.warn(
                    "{}: group {}: shard {} goes to another member, where {} messages come again that were not settled"
                            + " in time",
                    channel.channel().name(),
                    group,
                    index,
                    old.delivered());
            takeAway(old, slow);
            wake();
        }
    }

    /** Reads on, on a thread of its own, unless one is reading already. */
    synchronized void wake() {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        Thread.ofVirtual().name("quintet-memory-reader").start(this::readOn);
    }

    private void readOn() {
        while (true) {
            Work work = next();
            if (work == null) {
                return;
            }
            for (int i = 0; i < work.batch.messages().size(); i++) {
                long sequence = work.batch.first() + i;
                offer(work.dispatch, sequence, work.batch.messages().get(i));
            }
            work.member.offered(work.batch.messages().size());
        }
    }

    private void offer(ShardDispatch to, long sequence, Message message) {
        try {
            Attempts failed = failed(sequence);
            to.offer(sequence, message, attempt(sequence, failed), failed);
        } catch (RuntimeException e) {
            LOG.error("a consumer threw instead of settling: {}", message, e); // the shard's other members read on
        }
    }

    private record Work(MemoryMember member, ShardDispatch dispatch, ShardLog.Read batch) {}

    /** The next messages to offer; null when there is nothing to do until the next wake. */
    private synchronized @Nullable Work next() {
        while (true) {
            again = false;
            handOver();
            ShardDispatch current = dispatch;
            if (current != null && owner != null && !leaving) {
                ShardLog.Read batch = channel.shard(index).after(read, BATCH);
                int granted = batch.messages().isEmpty()
                        ? 0
                        : owner.reserve(batch.messages().size());
                if (granted > 0) {
                    read = batch.first() + granted - 1;
                    return new Work(owner, current, batch.atMost(granted));
                }
            }
            if (!again) {
                reading = false;
                return null;
            }
        }
    }

    private void handOver() {
        if (dispatch != null && leaving && owner != null && (owner.closed() || dispatch.delivered() == 0)) {
            takeAway(dispatch, owner);
        }
        if (dispatch == null && assigned != null) {
            owner = assigned;
            read = watermark;
            dispatch = new ShardDispatch(
                    watermark, new Ownership(TOKENS.incrementAndGet()), owner.consumer(), owner.context());
            owner.took(dispatch);
        }
    }

    /** What the owner settles from now on does nothing. */
    private void takeAway(ShardDispatch old, MemoryMember from) {
        old.revoke();
        from.lost(old);
        watermark = old.watermark();
        handedOut = Math.max(handedOut, read);
        dispatch = null;
        owner = null;
        leaving = false;
    }

    private synchronized Attempts failed(long sequence) {
        return attempts.getOrDefault(sequence, Attempts.NONE);
    }

    private synchronized int attempt(long sequence, Attempts failed) {
        return Math.max(sequence <= handedOut ? 2 : 1, failed.last() + 1);
    }

    synchronized long watermark() {
        return dispatch == null ? watermark : dispatch.watermark();
    }

    synchronized void wakeIfOwnedBy(MemoryMember member) {
        if (owner == member) {
            wake();
        }
    }

    private synchronized void remember(long sequence, Attempts failed) {
        attempts.put(sequence, failed);
        if (leaving) {
            wake(); // nothing more may be with the old owner now
        }
    }

    private void settledSome() {
        MemoryMember current;
        boolean trim = false;
        synchronized (this) {
            current = owner;
            long settled = watermark();
            if (!attempts.isEmpty()) {
                attempts.keySet().removeIf(sequence -> sequence <= settled);
            }
            if (settled - trimmed >= BATCH) {
                trimmed = settled;
                trim = true;
            }
        }
        if (trim) {
            channel.trim(index); // takes the locks of other groups' shards, so never under this one's
        }
        if (current != null) {
            current.progressed();
        }
    }

    /** What one owner settles, by the token that it owns the shard with. */
    private final class Ownership implements ShardStore {
        private final long token;

        Ownership(long token) {
            this.token = token;
        }

        @Override
        public String shard() {
            return channel.channel().name() + "/" + index;
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public String group() {
            return group;
        }

        @Override
        public void retried(long sequence, Attempts failed) {
            remember(sequence, failed);
        }

        @Override
        public void rejected(long sequence, Message message, Attempts failed, Throwable cause) {
            deadLetters.add(channel.channel().name(), group, index, message, failed, cause);
        }

        @Override
        public void progressed() {
            settledSome();
        }
    }
}
