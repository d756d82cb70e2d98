package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads messages, for one thread. Each read is a transaction of its own, so that none keeps what is past from being removed. */
final class MessageSource implements AutoCloseable {
    private static final long MOST_RECENT_BYTES = 4L * 1024 * 1024;

    private final Database database;
    private final News news;
    private final Command after;
    private final RecentSegments recent = new RecentSegments(MOST_RECENT_BYTES);

    MessageSource(Database database, News news) {
        this.database = database;
        this.news = news;
        after = database.prepare(
                "SELECT last, shards, body FROM segment WHERE channel = ? AND last > ? ORDER BY last LIMIT 1");
    }

    /** The first segment of a channel with a message after {@code seq}. */
    Segment.@Nullable Reader after(long channel, long seq) {
        RecentSegments.Stored segment = recent.after(channel, seq);
        if (segment == null) {
            segment = read(channel, seq);
            if (segment == null) {
                return null;
            }
            recent.add(channel, seq, segment);
        }
        return new Segment.Reader(segment.body(), segment.last(), segment.shards());
    }

    private RecentSegments.@Nullable Stored read(long channel, long seq) {
        try {
            return after.first(
                            row -> new RecentSegments.Stored(row.getBytes(3), row.getLong(1), row.getInt(2)),
                            channel,
                            seq)
                    .orElse(null);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    /** Names those of the channels watched that something was written to since the last call, or more. */
    void news(Collection<Long> watched, LongConsumer channels) {
        news.since(watched, channels);
    }

    long pollNanos(long quietNanos) {
        return news.pollNanos(quietNanos);
    }

    @Override
    public void close() {
        database.close();
    }
}
