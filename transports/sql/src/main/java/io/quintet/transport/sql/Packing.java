package io.quintet.transport.sql;

import io.quintet.message.Channel;
import java.util.ArrayList;
import java.util.List;

/** Packs messages into segments, split by a channel's shards. */
final class Packing {
    private static final int SEGMENT_MESSAGES = 512;
    private static final int SEGMENT_BYTES = 256 * 1024;

    private Packing() {}

    /** The segments of messages, in their order. */
    static List<Packed> of(Channel channel, List<Outgoing> messages) {
        List<Packed> segments = new ArrayList<>();
        int begin = 0;
        int bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            bytes += messages.get(i).bytes();
            if (i - begin + 1 == SEGMENT_MESSAGES || bytes >= SEGMENT_BYTES || i == messages.size() - 1) {
                List<Outgoing> together = messages.subList(begin, i + 1);
                segments.add(new Packed(together.size(), Segment.of(channel, together)));
                begin = i + 1;
                bytes = 0;
            }
        }
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
