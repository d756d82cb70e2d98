package io.quintet.transport.sql;

import io.quintet.log.Attempts;
import io.quintet.log.ShardDispatch;
import io.quintet.log.ShardStore;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A shard that this process reads: the dispatch of its messages, and what of that groups.db is still to learn. */
final class OwnedShard implements ShardStore {
    private final GroupMember member;
    private final Claim claim;
    private final ShardDispatch dispatch;
    private final Map<Long, Attempts> unsavedRetries = new ConcurrentHashMap<>();

    private final Clock clock;

    /** Whether nothing was offered yet. For the reader's thread. */
    private boolean untouched = true;

    /** All messages of the shard up to here have been offered. Written by the reader only. */
    private volatile long through;

    private volatile boolean dirty;
    private volatile long stoppedAt;
    private volatile boolean stopping;
    private volatile boolean revoked;

    // guarded by the store's lock
    private long savedPosition;
    private final HandOut handOut;
    private boolean retries;

    OwnedShard(GroupMember member, Claim claim, Consumer<Delivery> consumer, ServiceContext context) {
        this.member = member;
        this.claim = claim;
        this.clock = context.clock();
        this.dispatch = new ShardDispatch(claim.position(), this, consumer, context);
        this.through = claim.position();
        this.savedPosition = claim.position();
        this.handOut = new HandOut(claim.handedOut(), member.onServer());
        this.retries = !claim.failed().isEmpty();
    }

    GroupMember member() {
        return member;
    }

    Claim claim() {
        return claim;
    }

    int number() {
        return claim.shard();
    }

    ShardDispatch dispatch() {
        return dispatch;
    }

    long through() {
        return through;
    }

    void through(long seq) {
        if (seq > through) {
            through = seq;
        }
    }

    /** To be told before a message is offered, and before that is recorded: the first one may be why the last owner ended. */
    void prepare(long seq) {
        if (untouched && claim.orphaned() && seq <= claim.handedOut()) {
            Attempts failed = claim.failed().getOrDefault(seq, Attempts.NONE).plusUnsettled(clock.instant());
            claim.failed().put(seq, failed);
            retried(seq, failed);
        }
        untouched = false;
    }

    /** Offers a message; one that was with a consumer before is a further attempt. */
    void offer(long seq, Message message) {
        Attempts failed = claim.failed().getOrDefault(seq, Attempts.NONE);
        int attempt = Math.max(seq <= claim.handedOut() ? 2 : 1, failed.last() + 1);
        dispatch.offer(seq, message, attempt, failed);
    }

    @Override
    public String group() {
        return member.group();
    }

    @Override
    public String shard() {
        return member.log().name() + "/" + claim.shard();
    }

    @Override
    public long token() {
        return claim.token();
    }

    @Override
    public boolean owned() {
        return member.owns(claim);
    }

    @Override
    public void retried(long sequence, Attempts failed) {
        unsavedRetries.put(sequence, failed);
        markDirty();
    }

    @Override
    public void rejected(long sequence, Message message, Attempts failed, Throwable cause) {
        member.bury(claim.shard(), sequence, message, failed, cause);
    }

    @Override
    public void progressed() {
        markDirty();
        member.progressed(dispatch.reopened());
    }

    void markDirty() {
        if (!dirty) {
            dirty = true;
            member.changed();
        }
    }

    /** Whether something was settled or retried since it was last asked. */
    boolean takeDirty() {
        boolean was = dirty;
        dirty = false;
        return was;
    }

    /** Delivers nothing new; the shard is to go to another member when what is delivered is settled. */
    void stop() {
        stoppedAt = System.nanoTime();
        stopping = true;
        dispatch.stop();
    }

    /** It is, or may be, another member's: settling does nothing any more. */
    void revoke() {
        revoked = true; // first: what is offered from now on is ignored, and must not count as settled
        dispatch.revoke();
    }

    boolean stopping() {
        return stopping;
    }

    /** Whether it can go to another member: nothing of it is being handled, or that has been waited for long enough. */
    boolean releasable(Duration handover) {
        return stopping && (idle() || System.nanoTime() - stoppedAt > handover.toNanos());
    }

    /** Whether nothing of it is being handled. */
    boolean idle() {
        return dispatch.delivered() == 0;
    }

    // What follows is called with the store's lock held.

    /**
     * All up to here are settled. Where nothing is unsettled that is all that was offered, messages of other shards included, so that
     * the next owner of a shard with little traffic need not read far back.
     */
    long position() {
        long offered = through; // first: what is offered after this read must count as unsettled
        boolean idle = dispatch.unsettled() == 0;
        long settled = dispatch.watermark();
        // a shard that is stopped or revoked ignores what is offered
        boolean taking = !stopping && !revoked;
        return Math.max(savedPosition, idle && taking ? Math.max(offered, settled) : settled);
    }

    /** Messages up to here are about to be offered; whether that is to be recorded before. */
    boolean handOut(long seq) {
        return handOut.advance(seq);
    }

    /** What to record of that. */
    long handedOut() {
        return stopping ? handOut.last() : handOut.next();
    }

    boolean saved(long position) {
        return position == savedPosition && handOut.recorded(handedOut()) && unsavedRetries.isEmpty();
    }

    Map<Long, Attempts> unsavedRetries() {
        return unsavedRetries;
    }

    boolean retries() {
        return retries;
    }

    void markSaved(long position, long savedHandOut, Map<Long, Attempts> savedRetries) {
        savedPosition = position;
        handOut.record(savedHandOut);
        savedRetries.forEach(unsavedRetries::remove);
        retries |= !savedRetries.isEmpty();
    }
}
