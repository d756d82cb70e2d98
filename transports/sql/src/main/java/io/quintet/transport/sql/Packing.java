package io.quintet.transport.sql;

import io.quintet.message.Channel;
import java.util.ArrayList;
import java.util.List;

/** Packs messages into segments, split by a channel's shards. For one thread. */
final class Packing {
    private static final int SEGMENT_MESSAGES = 512;
    private static final int SEGMENT_BYTES = 256 * 1024;

    private final Channel channel;
    private final List<Packed> segments = new ArrayList<>();
    private Segment.Writer segment = new Segment.Writer();

    Packing(Channel channel) {
        this.channel = channel;
    }

    static List<Packed> of(Channel channel, List<Outgoing> messages) {
        Packing packing = new Packing(channel);
        messages.forEach(packing::add);
        return packing.segments();
    }

    void add(Outgoing message) {
        segment.add(message, message.shardIn(channel));
        if (segment.count() >= SEGMENT_MESSAGES || segment.bytes() >= SEGMENT_BYTES) {
            pack();
        }
    }

    private void pack() {
        if (segment.count() > 0) {
            segments.add(new Packed(segment.count(), segment.body()));
            segment = new Segment.Writer();
        }
    }

    /** In the order of their messages; nothing is to be added any more. */
    List<Packed> segments() {
        pack();
        return segments;
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
