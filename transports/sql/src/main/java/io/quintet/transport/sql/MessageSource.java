package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads messages.db, for one thread. Each read is a transaction of its own, so that none keeps the WAL from being reused. */
final class MessageSource implements AutoCloseable {
    private final Sqlite sqlite;
    private final Command after;
    private final Command news;
    private long seenVersion = -1;
    private long seen;

    MessageSource(Sqlite sqlite) {
        this.sqlite = sqlite;
        after = sqlite.prepare("SELECT last, body FROM segment WHERE channel = ? AND last > ? ORDER BY last LIMIT 1");
        news = sqlite.prepare("SELECT n, channel FROM segment WHERE n > ? ORDER BY n");
        seen = sqlite.number("SELECT max(n) FROM segment");
    }

    /** The first segment of a channel with a message after {@code seq}. */
    Segment.@Nullable Reader after(long channel, long seq) {
        try {
            return after.first(row -> new Segment.Reader(row.getBytes(2), row.getLong(1)), channel, seq)
                    .orElse(null);
        } catch (SQLException e) {
            throw new StoreException(sqlite.file(), e);
        }
    }

    /** Names the channels that something was written to since the last call. */
    void news(LongConsumer channels) {
        long version = sqlite.dataVersion();
        if (version == seenVersion) {
            return;
        }
        try {
            for (Row row : news.list(row -> new Row(row.getLong(1), row.getLong(2)), seen)) {
                seen = row.n();
                channels.accept(row.channel());
            }
            seenVersion = version;
        } catch (SQLException e) {
            throw new StoreException(sqlite.file(), e);
        }
    }

    @Override
    public void close() {
        sqlite.close();
    }

    private record Row(long n, long channel) {}
}
