package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** News of messages.db: the rows since the last one seen, when the file has changed at all. */
final class SqliteNews implements News {
    // often while messages stream, for a look is cheap; rarely when nothing comes, for many may share the machine
    private static final long STREAM_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long STREAM_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long BUSY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long BUSY_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long UNKNOWN = -1;

    private final Database database;
    private final Command rows;
    private long seenVersion = -1;
    private long seen = UNKNOWN;

    SqliteNews(Database database) {
        this.database = database;
        rows = database.prepare("SELECT n, channel FROM segment WHERE n > ? ORDER BY n");
    }

    @Override
    public void since(Collection<Long> watched, LongConsumer channels) {
        if (watched.isEmpty()) {
            seen = UNKNOWN;
            return;
        }
        if (seen == UNKNOWN) {
            seen = database.number("SELECT max(n) FROM segment");
            watched.forEach(channels::accept);
        }
        long version = database.version();
        if (version == seenVersion) {
            return;
        }
        try {
            for (Row row : rows.list(row -> new Row(row.getLong(1), row.getLong(2)), seen)) {
                seen = row.n();
                channels.accept(row.channel());
            }
            seenVersion = version;
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    @Override
    public long pollNanos(long quietNanos) {
        if (quietNanos < STREAM_FOR_NANOS) {
            return STREAM_POLL_NANOS;
        }
        return quietNanos < BUSY_FOR_NANOS ? BUSY_POLL_NANOS : IDLE_POLL_NANOS;
    }

    private record Row(long n, long channel) {}
}
