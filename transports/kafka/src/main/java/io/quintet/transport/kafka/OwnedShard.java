package io.quintet.transport.kafka;

import io.quintet.log.Attempts;
import io.quintet.log.ShardDispatch;
import io.quintet.log.ShardStore;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition that this member owns: what was fetched and not handed out yet, the dispatch of what was, and what of that is still to be
 * committed. For the member's thread, but for what {@link ShardStore} and the dispatch offer to those who settle.
 */
final class OwnedShard implements ShardStore {
    private static final int MOST_AHEAD = 8 * 1024;

    /** Times what was handed out between two commits: so much more may be, so that the next commit is through before the allowance is used up. */
    private static final int AHEAD = 2;

    private final GroupMember member;
    private final TopicPartition partition;
    private final Progress before;
    private final int mostHeld;
    private final Clock clock;
    private final Map<Long, Attempts> failed;
    private final ShardDispatch dispatch;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

    /** Whether nothing was fetched yet. */
    private boolean untouched = true;

    /** After the last message that was handed out. */
    private long next;

    /** Of the last commit that took place: {@link #next}, and up to where messages may be handed out. */
    private long committedNext;

    private long mayHandOut;
    private boolean paused = true; // as all that is new
    private volatile boolean dirty;
    private volatile boolean revoked;

    /** Goes on at an offset, with what the former owner has left. */
    OwnedShard(
            GroupMember member,
            TopicPartition partition,
            long offset,
            Progress before,
            int mostHeld,
            Consumer<Delivery> consumer,
            ServiceContext context) {
        this.member = member;
        this.partition = partition;
        this.before = before;
        this.mostHeld = mostHeld;
        this.clock = context.clock();
        this.failed = new ConcurrentHashMap<>(before.failed());
        this.dispatch = new ShardDispatch(offset - 1, this, consumer, context);
        this.next = offset;
        this.committedNext = offset;
        this.mayHandOut = offset; // nothing before this owner's token is committed
    }

    TopicPartition partition() {
        return partition;
    }

    ShardDispatch dispatch() {
        return dispatch;
    }

    // Handing out.

    /** Takes what is to be handed out, and what that changes is committed before; the first one may be why the last owner ended. */
    void fetched(List<ConsumerRecord<byte[], byte[]>> wire) {
        if (untouched && !wire.isEmpty()) {
            untouched = false;
            long first = wire.getFirst().offset();
            if (!before.givenBack() && first < before.handedOut()) {
                failed.merge(
                        first,
                        Attempts.NONE.plusUnsettled(clock.instant()),
                        (known, unused) -> known.plusUnsettled(clock.instant()));
                dirty = true;
            }
        }
        fetched.addAll(wire);
    }

    /** Whether Kafka was told that nothing of it is to be fetched. */
    boolean paused() {
        return paused;
    }

    /** Kafka was told so, or otherwise. */
    void paused(boolean told) {
        paused = told;
    }

    boolean waiting() {
        return !fetched.isEmpty();
    }

    /** Whether the next one waits just for a commit that says that it may be handed out. */
    boolean waitsForCommit() {
        ConsumerRecord<byte[], byte[]> first = fetched.peek();
        return first != null && first.offset() >= mayHandOut;
    }

    /**
     * Whether it takes no more now: one message holds up its position, and much behind that one is settled. When it does again, the member
     * is told.
     */
    boolean full() {
        return dispatch.full(mostHeld);
    }

    /** Hands out the next one; one that was with a consumer before is a further attempt. */
    void offer() {
        ConsumerRecord<byte[], byte[]> wire = fetched.remove();
        long offset = wire.offset();
        next = offset + 1;
        Attempts known = failed.isEmpty() ? Attempts.NONE : failed.getOrDefault(offset, Attempts.NONE);
        int attempt = Math.max(offset < before.handedOut() ? 2 : 1, known.last() + 1);
        dispatch.offer(offset, Records.read(wire), attempt, known);
    }

    // Committing.

    boolean dirty() {
        return dirty;
    }

    /** Whether most of what may be handed out before the next commit has been. */
    boolean runsShort() {
        return mayHandOut - next < (next - committedNext) / AHEAD;
    }

    /**
     * What to commit now: the offset up to which all is settled, and up to where messages may be handed out: what was fetched, and more than
     * was handed out since the last commit, so that a stream of messages does not wait for one.
     */
    Commit commit() {
        dirty = false;
        ConsumerRecord<byte[], byte[]> last = fetched.peekLast();
        long ahead = last == null ? next : last.offset() + 1;
        ahead += Math.min(MOST_AHEAD, AHEAD * (next - committedNext));
        return commit(Math.max(ahead, mayHandOut), false);
    }

    /** The last one: nothing more will be handed out. */
    Commit lastCommit() {
        return commit(Math.max(next, before.handedOut()), true);
    }

    private Commit commit(long handedOut, boolean givenBack) {
        long offset = dispatch.watermark() + 1;
        failed.keySet().removeIf(each -> each < offset);
        Progress progress = new Progress(
                before.topic(), before.token(), Math.max(handedOut, before.handedOut()), givenBack, Map.copyOf(failed));
        return new Commit(this, new OffsetAndMetadata(offset, member.encoded(progress)), handedOut, next);
    }

    /** What a commit says of one partition. */
    record Commit(OwnedShard shard, OffsetAndMetadata offset, long handedOut, long next) {}

    void committed(Commit commit) {
        mayHandOut = Math.max(mayHandOut, commit.handedOut());
        committedNext = commit.next();
    }

    void failedToCommit() {
        dirty = true;
    }

    // Losing.

    /** It is, or may be, another member's: settling does nothing any more. */
    void revoke() {
        revoked = true;
        dispatch.revoke();
    }

    boolean revoked() {
        return revoked;
    }

    // What those who settle call.

    @Override
    public String group() {
        return member.group();
    }

    @Override
    public String shard() {
        return partition.topic() + "/" + partition.partition();
    }

    @Override
    public long token() {
        return before.token();
    }

    @Override
    public boolean owned() {
        return member.owns(this);
    }

    @Override
    public void retried(long sequence, Attempts attempts) {
        failed.put(sequence, attempts);
        progressed();
    }

    @Override
    public void rejected(long sequence, Message message, Attempts attempts, Throwable cause) {
        member.bury(before.topic(), partition.partition(), sequence, message, attempts, cause);
    }

    @Override
    public void progressed() {
        dirty = true;
        member.progressed(dispatch.reopened());
    }
}
