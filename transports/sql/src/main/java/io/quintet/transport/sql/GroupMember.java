package io.quintet.transport.sql;

import io.quintet.log.Attempts;
import io.quintet.log.FailureText;
import io.quintet.log.Replays;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription of this process: one member of the group, owner of some of the channel's shards.
 *
 * <p>The reader thread calls {@link #deliver}, the keeper thread {@link #keep}; neither waits for the other.
 */
final class GroupMember implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);

    private static final int BATCH = 512;
    private static final int WINDOW_PER_CREDIT = 4;

    private final GroupSide side;
    private final Channel channel;
    private final String group;
    private final int credit;
    private final Consumer<Delivery> consumer;
    private final ServiceContext context;

    /** Held while the set of owned shards changes; never while the consumer is called. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile ChannelLog log;
    private volatile Membership membership;
    private volatile Split split = Split.none(0, 0);
    private volatile @Nullable Boundary boundary;
    private volatile boolean pending = true;
    private volatile boolean starved;
    private volatile boolean ending;
    private volatile long aliveAt;
    private volatile boolean expired;
    private volatile boolean left;
    private volatile boolean closed;
    private boolean told;

    private final ChannelCursor cursor = new ChannelCursor();

    GroupMember(
            GroupSide side,
            Channel channel,
            String group,
            int credit,
            Consumer<Delivery> consumer,
            ServiceContext context) {
        this.side = side;
        this.channel = channel;
        this.group = group;
        this.credit = credit;
        this.consumer = consumer;
        this.context = context;
        this.log = side.resolve(channel);
        this.aliveAt = System.nanoTime();
        this.membership = side.join(log, group);
    }

    ChannelLog log() {
        return log;
    }

    String group() {
        return group;
    }

    Membership membership() {
        return membership;
    }

    boolean onServer() {
        return side.onServer();
    }

    /** There may be news on the channel. */
    void wake() {
        pending = true;
    }

    // Reading.

    /** Hands out what there is, within the credit; returns whether it is worth while to come again at once. */
    boolean deliver(MessageSource source) {
        if (closed || ending || expired || !(pending || starved)) {
            return false;
        }
        pending = false;
        Split now = split;
        Map<Integer, OwnedShard> shards = now.owned();
        int room = room(shards);
        starved = room <= 0;
        if (starved) {
            return room(shards) > 0; // settled in between, when nobody saw that it was starved
        }
        int most = Math.min(room, BATCH);
        Split reading = now.readable(WINDOW_PER_CREDIT * credit);
        List<ChannelCursor.Found> found = cursor.read(source, log.id(), reading, most);
        hand(found);
        cursor.handedOut(reading);
        stopped(now);
        if (found.size() == most) {
            pending = true; // and else nothing: it may have been set by others since
        }
        return pending;
    }

    private int room(Map<Integer, OwnedShard> shards) {
        int unsettled = 0;
        for (OwnedShard shard : shards.values()) {
            unsettled += shard.dispatch().unsettled();
        }
        return credit - unsettled;
    }

    /** Has the positions written, for the group can go on when all of them have come to the boundary. */
    private void stopped(Split by) {
        Boundary at = cursor.stop();
        if (at != null && !at.equals(boundary) && by.equals(split)) {
            boundary = at;
            by.owned().values().forEach(OwnedShard::markDirty);
            changed();
        }
    }

    private void hand(List<ChannelCursor.Found> found) {
        if (found.isEmpty()) {
            return;
        }
        Map<OwnedShard, Long> last = new LinkedHashMap<>();
        for (ChannelCursor.Found each : found) {
            each.shard().prepare(each.seq());
            last.put(each.shard(), each.seq());
        }
        lose(side.store().save(last.keySet(), last));
        for (ChannelCursor.Found each : found) {
            OwnedShard shard = each.shard();
            try {
                // offering to a shard that was lost does nothing
                shard.offer(each.seq(), each.message());
            } catch (RuntimeException | Error e) { // those that follow are offered once, and now
                LOG.error("{}: consumer of group {} failed to take {}", channel.name(), group, each.message(), e);
            }
        }
    }

    // Called by those who settle.

    void bury(int shard, long seq, Message message, Attempts failed, Throwable cause) {
        try {
            side.deadLetters().add(log, group, shard, seq, Replays.original(message), failed, FailureText.trace(cause));
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }

    boolean owns(Claim claim) {
        try {
            return side.ownership().holds(claim.group(), claim.shard(), claim.token());
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }

    void progressed(boolean reopened) {
        if (reopened) {
            pending = true;
            side.wakeReader();
        } else if (starved && room(split.owned()) >= Math.max(1, credit / 8)) {
            starved = false;
            pending = true;
            side.wakeReader();
        }
    }

    void changed() {
        side.wakeKeeper();
    }

    // Keeping.

    /** A sign of life, and a fair share of the shards; returns whether the member goes on. */
    boolean keep() {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (left) {
                return true;
            }
            ChannelLog now = side.resolve(channel);
            long asked = System.nanoTime();
            Share share = now.id() == log.id() && !expired
                    ? side.renew(membership, boundary, split.tokens(), ending)
                    : Share.LOST;
            if (!share.alive()) {
                LOG.warn(
                        "{}: this member of group {} starts anew, after a pause or the channel's removal",
                        channel.name(),
                        group);
                lose(split.owned().values());
                log = now;
                membership = side.join(now, group);
                asked = System.nanoTime();
                share = side.renew(membership, null, Map.of(), ending);
                aliveAt = asked;
                expired = false;
            }
            if (membership.group() != split.group() || share.shards() != split.shards()) {
                lose(split.owned().values());
                boundary = null;
                split = Split.none(membership.group(), share.shards());
            }
            aliveAt = asked;
            gain(share.gained());
            split.shed(share.fair());
            pending = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops delivering where no sign of life got through for so long: the shards may soon be another's. Never blocks, whatever
     * the keeper waits for.
     */
    void checkLease(Duration atMost) {
        Split at = split; // read before aliveAt: what is gained later came with a sign of life, and must not be revoked
        if (!expired && !left && System.nanoTime() - aliveAt > atMost.toNanos()) {
            expired = true;
            at.owned().values().forEach(OwnedShard::revoke);
            LOG.warn(
                    "{}: group {}: no sign of life got through within {}: delivers nothing until one does",
                    channel.name(),
                    group,
                    atMost);
        }
    }

    /** Whether the group waits for all to be settled that was split by another number of shards. */
    boolean crossing() {
        Boundary at = boundary;
        return at != null && at.group() == split.group() && at.shards() == split.shards();
    }

    /** Lets the group go on, if it can. */
    boolean cross() {
        return crossing() && keep();
    }

    private void gain(List<Claim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        split = split.with(claims.stream()
                .map(claim -> new OwnedShard(this, claim, consumer, context))
                .toList());
        LOG.debug("{}: group {} gained shards {}", channel.name(), group, claims);
        pending = true;
        side.wakeReader();
    }

    /**
     * Gives back the shards that were stopped and have nothing with the consumer any more, or have had it for so long that the others must
     * not wait; whether some are left. A member that ends says itself how long they wait.
     */
    boolean releaseStopped() {
        lock.lock();
        try {
            if (ending && !told) {
                told = keep(); // the others reckon without it from now on
                split.shed(0); // also what was gained meanwhile
            }
            List<OwnedShard> going = split.owned().values().stream()
                    .filter(shard -> ending ? shard.idle() : shard.releasable(side.handover()))
                    .toList();
            if (!closed && !left && !going.isEmpty()) {
                release(going);
                going.forEach(this::tellOfUnsettled);
            }
            return split.stopping();
        } finally {
            lock.unlock();
        }
    }

    private void tellOfUnsettled(OwnedShard shard) {
        int delivered = shard.dispatch().delivered();
        if (delivered > 0) {
            LOG.warn(
                    "{}: group {}: shard {} goes to another member, where {} messages come again that were not settled"
                            + " within {}",
                    channel.name(),
                    group,
                    shard.number(),
                    delivered,
                    side.handover());
        }
    }

    private void release(Collection<OwnedShard> shards) {
        List<OwnedShard> released = List.copyOf(shards);
        side.store().save(released, Map.of());
        lose(released); // before another may have them: no key is ever delivered in two places at a time
        side.store().release(membership, released);
    }

    private void lose(Collection<OwnedShard> shards) {
        if (shards.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            shards.forEach(OwnedShard::revoke);
            split = split.without(shards);
        } finally {
            lock.unlock();
        }
    }

    /** Records what was settled, of shards where something was or of all; returns whether there were any. */
    boolean flush(boolean all) {
        List<OwnedShard> changed = split.owned().values().stream()
                .filter(shard -> shard.takeDirty() || all)
                .toList();
        if (!changed.isEmpty()) {
            lose(side.store().save(changed, Map.of()));
        }
        return !changed.isEmpty();
    }

    // Ending.

    @Override
    public void drain(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        ending = true;
        split.shed(0);
        changed(); // the keeper gives back what is idle, one by one
        while (split.owned().values().stream().anyMatch(shard -> !shard.idle())
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        lock.lock();
        try {
            leave();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the shards to the other members, who need not wait for the lease. */
    private void leave() {
        if (left) {
            return;
        }
        left = true;
        try {
            split.owned().values().forEach(OwnedShard::stop);
            release(split.owned().values());
            side.store().leave(membership);
        } catch (StoreException e) {
            LOG.warn(
                    "{}: group {} leaves without a word, its shards are free after the lease: {}",
                    channel.name(),
                    group,
                    e.getMessage());
            lose(split.owned().values());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            ending = true;
            side.forget(this);
            leave();
        } finally {
            lock.unlock();
        }
    }
}
