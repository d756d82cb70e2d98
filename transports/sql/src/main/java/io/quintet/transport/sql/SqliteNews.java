package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.function.LongConsumer;

/** News of messages.db: the rows since the last one seen, when the file has changed at all. */
final class SqliteNews implements News {
    private final Database database;
    private final Command rows;
    private long seenVersion = -1;
    private long seen;

    SqliteNews(Database database) {
        this.database = database;
        rows = database.prepare("SELECT n, channel FROM segment WHERE n > ? ORDER BY n");
        seen = database.number("SELECT max(n) FROM segment");
    }

    @Override
    public void since(Collection<Long> watched, LongConsumer channels) {
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

    private record Row(long n, long channel) {}
}
