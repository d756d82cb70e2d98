package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** News of a PostgreSQL server: the last sequences of the channels that somebody here reads, in one query. */
final class PostgresNews implements News {
    private static final long BUSY_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long BUSY_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Database database;
    private final Command heads;
    private Map<Long, Long> seen = Map.of();

    PostgresNews(Database database) {
        this.database = database;
        heads = database.prepare("SELECT watched, (SELECT max(last) FROM segment WHERE channel = watched)"
                + " FROM unnest(CAST(? AS bigint[])) AS watched");
    }

    @Override
    public void since(Collection<Long> watched, LongConsumer channels) {
        if (watched.isEmpty()) {
            seen = Map.of();
            return;
        }
        Map<Long, Long> found = new HashMap<>();
        try {
            heads.visit(
                    row -> {
                        found.put(row.getLong(1), row.getLong(2));
                        return true;
                    },
                    Dialect.POSTGRES.list(watched));
        } catch (SQLException e) {
            throw database.failure(e);
        }
        Map<Long, Long> before = seen;
        seen = found;
        found.forEach((channel, last) -> {
            if (last > before.getOrDefault(channel, 0L)) {
                channels.accept(channel);
            }
        });
    }

    @Override
    public long pollNanos(long quietNanos) {
        return quietNanos < BUSY_FOR_NANOS ? BUSY_POLL_NANOS : IDLE_POLL_NANOS;
    }
}
