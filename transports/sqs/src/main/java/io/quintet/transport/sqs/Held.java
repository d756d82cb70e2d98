package io.quintet.transport.sqs;

import io.quintet.log.Attempts;
import io.quintet.log.ShardDispatch;
import io.quintet.log.ShardStore;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * What one question has brought of one message group. SQS gives nothing more of the group to anybody until all of it is settled, or
 * visible again; so this is what a member owns, and loses as a whole.
 */
final class Held implements ShardStore {
    private final Member member;
    private final ShardDispatch dispatch;
    private final ConcurrentSkipListMap<Long, Arrived> unsettled = new ConcurrentSkipListMap<>();
    private final Map<Long, Attempts> failed = new ConcurrentHashMap<>();
    private volatile long until;

    /** {@code until}: when it may be another member's, on {@link System#nanoTime}. */
    Held(Member member, List<Arrived> messages, long until, Consumer<Delivery> consumer, ServiceContext context) {
        this.member = member;
        this.until = until;
        dispatch = new ShardDispatch(0, this, consumer, context);
        long sequence = 0;
        for (Arrived message : messages) {
            unsettled.put(++sequence, message);
            if (message.failed() != Attempts.NONE) {
                failed.put(sequence, message.failed());
            }
        }
    }

    ShardDispatch dispatch() {
        return dispatch;
    }

    /** Hands out what may be at once. */
    void offer() {
        unsettled.forEach((sequence, arrived) ->
                dispatch.offer(sequence, arrived.message(), arrived.attempt(), arrived.failed()));
    }

    /** How many are not settled, handed out or not. */
    int size() {
        return unsettled.size();
    }

    List<Settler.Claim> claims() {
        return unsettled.values().stream()
                .map(message -> new Settler.Claim(this, message))
                .toList();
    }

    /** What has failed and is not settled, with all the attempts. */
    Map<String, Attempts> failed() {
        Map<String, Attempts> all = new ConcurrentHashMap<>();
        failed.forEach((sequence, attempts) -> {
            Arrived arrived = unsettled.get(sequence);
            if (arrived != null) {
                all.put(arrived.id(), attempts);
            }
        });
        return all;
    }

    /** Whether a message is not settled. */
    boolean has(Arrived message) {
        return unsettled.containsValue(message);
    }

    void extended(long until) {
        this.until = until;
    }

    /** Whether it may be another member's within so many nanoseconds; 0 for now. */
    boolean within(long nanos) {
        return until - System.nanoTime() < nanos;
    }

    // What those who settle call.

    @Override
    public String group() {
        return member.group();
    }

    /**
     * Visibility is a lease: SQS gives the group to nobody else before it is over. Where that is not far off, receipts that it still takes
     * are the proof, and a lease for another time; for all that is held, lest each of them asks for itself.
     */
    @Override
    public boolean owned() {
        return !within(member.half()) || member.hold(this);
    }

    @Override
    public void retried(long sequence, Attempts attempts) {
        failed.put(sequence, attempts);
    }

    @Override
    public void rejected(long sequence, Message message, Attempts attempts, Throwable cause) {
        member.bury(message, attempts, cause);
    }

    @Override
    public void settled(long sequence) {
        Arrived arrived = unsettled.remove(sequence);
        failed.remove(sequence);
        if (arrived != null) {
            member.settler().delete(this, arrived);
        }
    }

    @Override
    public void progressed() {
        member.progressed(this);
    }

    /** In the order in which they can be made visible, so that the first is the last: until then SQS keeps the group back. */
    List<Arrived> backwards() {
        return List.copyOf(unsettled.descendingMap().values());
    }
}
