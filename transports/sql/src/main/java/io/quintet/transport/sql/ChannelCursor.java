package io.quintet.transport.sql;

import io.quintet.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a member has read in its channel. For the reader's thread. */
final class ChannelCursor {
    private @Nullable Map<Integer, OwnedShard> reading;
    private Segment.@Nullable Reader segment;
    private @Nullable Boundary stop;
    private long seq;

    /** A message of a shard that is owned here. */
    record Found(OwnedShard shard, long seq, Message message) {}

    /** The messages of owned shards that come next; they come again until it is told that they were {@link #handedOut}. */
    List<Found> read(MessageSource source, long channel, Split by, int most) {
        Map<Integer, OwnedShard> shards = by.owned();
        if (!shards.equals(reading)) {
            // a shard that was gained may be behind the others: each skips what it has seen
            segment = null;
            seq = shards.values().stream().mapToLong(OwnedShard::through).min().orElse(0);
        }
        reading = null;
        stop = null;
        List<Found> found = new ArrayList<>(Math.min(most, 64));
        while (found.size() < most && !shards.isEmpty()) {
            Segment.Reader at = segment;
            if (at == null || !at.next()) {
                segment = source.after(channel, seq);
                if (segment == null) {
                    break;
                }
                if (segment.shards() != by.shards()) {
                    seq = Math.max(seq, segment.seq()); // what lay in between is past its retention
                    stop = new Boundary(by.group(), by.shards(), seq, segment.shards());
                    segment = null;
                    break;
                }
                continue;
            }
            if (at.seq() <= seq) {
                continue;
            }
            seq = at.seq();
            OwnedShard shard = shards.get(at.shard());
            if (shard != null && seq > shard.through() && !shard.stopping()) {
                found.add(new Found(shard, seq, at.message()));
            }
        }
        return found;
    }

    /** What was read is with the consumer, or with shards that were lost meanwhile. */
    void handedOut(Split by) {
        by.owned().values().forEach(shard -> shard.through(seq));
        reading = by.owned();
    }

    /** Where the reading has come to messages that were split by another number of shards, if it has. */
    @Nullable
    Boundary stop() {
        return stop;
    }
}
