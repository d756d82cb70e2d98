package io.quintet.transport.sql;

import io.quintet.QuintetException;
import io.quintet.message.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one commit does to a channel: appends the messages of batches, and keeps those back that are not due. For one thread. */
final class Append {
    private Channel channel;
    private final long now;
    private final boolean release;
    private final List<Batch> batches = new ArrayList<>();
    private final List<Outgoing> straight = new ArrayList<>();
    private final List<Outgoing> delayed = new ArrayList<>();
    private boolean passed;
    private boolean outdated;
    private long bytes;
    private @Nullable QuintetException refusal;

    private Append(Channel channel, long now, boolean release) {
        this.channel = channel;
        this.now = now;
        this.release = release;
    }

    /** Of the messages of batches; those that are due after {@code now}, in milliseconds since 1970, are kept back. */
    static Append of(Channel channel, long now) {
        return new Append(channel, now, false);
    }

    /** Of delayed messages that are due. */
    static Append releasing(Channel channel) {
        return new Append(channel, 0, true);
    }

    /** With its shards as the senders know them, until {@link #splitBy}. */
    Channel channel() {
        return channel;
    }

    void add(Batch batch) {
        batches.add(batch);
        for (Outgoing message : batch.messages()) {
            bytes += message.bytes();
            if (message.notBefore() > now) {
                delayed.add(message);
            } else {
                passed |= message.notBefore() > 0;
                straight.add(message);
            }
        }
    }

    /** Whether delayed messages that are due are to go into the log first: what falls due later must not overtake them. */
    boolean releases() {
        return release || passed;
    }

    /** Splits the messages by the number of shards that the channel has in the store. */
    void splitBy(Channel stored) {
        if (stored.shards() != channel.shards()) {
            outdated = true;
            channel = stored;
        }
    }

    /** Keeps all back that is delayed, though it is due, until what fell due before has left: there was too much for one commit. */
    void keepBack() {
        straight.removeIf(message -> message.notBefore() > 0 && delayed.add(message));
    }

    /** What to append, in this order. */
    List<Packing.Packed> segments() {
        return Packing.of(channel, straight);
    }

    /** Whether it does nothing but append. */
    boolean plain() {
        return delayed.isEmpty() && !releases();
    }

    /** Whether the channel is split otherwise than the senders thought. */
    boolean outdated() {
        return outdated;
    }

    /** What to keep back. */
    List<Outgoing> delayed() {
        return delayed;
    }

    List<Batch> batches() {
        return batches;
    }

    /** About how many were written. */
    long bytes() {
        return bytes;
    }

    void released(long more) {
        bytes += more;
    }

    void refuse(QuintetException why) {
        refusal = why;
    }

    @Nullable
    QuintetException refusal() {
        return refusal;
    }
}
