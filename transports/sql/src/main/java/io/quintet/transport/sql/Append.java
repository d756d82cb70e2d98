package io.quintet.transport.sql;

import io.quintet.QuintetException;
import io.quintet.message.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one commit adds to a channel: the messages of batches, packed into segments. For one thread. */
final class Append {
    private static final int SEGMENT_MESSAGES = 512;
    private static final int SEGMENT_BYTES = 256 * 1024;

    private final Channel channel;
    private final List<Batch> batches = new ArrayList<>();
    private final List<Packed> segments = new ArrayList<>();
    private Segment.Writer segment = new Segment.Writer();
    private long bytes;
    private @Nullable QuintetException refusal;

    Append(Channel channel) {
        this.channel = channel;
    }

    /** With its shards as the senders know them; the log refuses what the channel is not split by. */
    Channel channel() {
        return channel;
    }

    void add(Batch batch) {
        batches.add(batch);
        for (Outgoing message : batch.messages()) {
            segment.add(message);
            if (segment.count() >= SEGMENT_MESSAGES || segment.bytes() >= SEGMENT_BYTES) {
                pack();
            }
        }
    }

    private void pack() {
        if (segment.count() > 0) {
            byte[] body = segment.body();
            bytes += body.length;
            segments.add(new Packed(segment.count(), body));
            segment = new Segment.Writer();
        }
    }

    /** In their order; nothing is to be added any more. */
    List<Packed> segments() {
        pack();
        return segments;
    }

    List<Batch> batches() {
        return batches;
    }

    long bytes() {
        return bytes;
    }

    void refuse(QuintetException why) {
        refusal = why;
    }

    @Nullable
    QuintetException refusal() {
        return refusal;
    }

    /**
     * A segment to be written.
     *
     * @param count how many messages
     * @param body as of {@link Segment}
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on to the database, never compared
    record Packed(int count, byte[] body) {}
}
