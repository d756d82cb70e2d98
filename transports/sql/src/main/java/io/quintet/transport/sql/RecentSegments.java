package io.quintet.transport.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read last, for the groups that read the same a moment later: a segment that follows a message in its channel follows it for good.
 * The oldest goes when it grows beyond a number of bytes. For one thread.
 */
final class RecentSegments {
    private final long mostBytes;
    private final Map<Place, Stored> segments = new LinkedHashMap<>();
    private long bytes;

    RecentSegments(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A segment as it is stored. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Stored(byte[] body, long last, int shards) {}

    private record Place(long channel, long after) {}

    /** The first segment of a channel with a message after {@code seq}, if it is here. */
    @Nullable
    Stored after(long channel, long seq) {
        return segments.get(new Place(channel, seq));
    }

    /** The first segment of a channel with a message after {@code seq} is this one. */
    void add(long channel, long seq, Stored segment) {
        Stored before = segments.put(new Place(channel, seq), segment);
        bytes += segment.body().length - (before == null ? 0 : before.body().length);
        var eldest = segments.values().iterator();
        while (bytes > mostBytes) {
            bytes -= eldest.next().body().length;
            eldest.remove();
        }
    }
}
