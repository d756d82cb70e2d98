package io.quintet.transport.sql;

import io.quintet.log.Attempts;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters.Count;
import io.quintet.spi.DeadLetters.Filter;
import io.quintet.spi.DeadLetters.Order;
import io.quintet.spi.DeadLetters.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Messages that were given up, over a connection of its own: these commits must survive the loss of power. */
final class DeadLetterTable implements AutoCloseable {
    private static final long MOST_BYTES_OF_PAGE = 32 * 1024 * 1024;
    private static final int ROWS_AT_A_TIME = 500;
    private static final String OF_FILTER = " (? = 1 OR channel = ?) AND (? = 1 OR subscriber_group = ?)";
    private static final String COLUMNS =
            "SELECT id, channel, subscriber_group, headers, payload, history, error, at FROM dead_letter WHERE ";

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Command forget;
    private final Command insert;
    private final Command find;
    private final Command sizesUp;
    private final Command sizesDown;
    private final Command rangeUp;
    private final Command rangeDown;
    private final Command counts;
    private final Command newest;
    private final Command drop;
    private final Command dropSome;

    DeadLetterTable(Database database) {
        this.database = database;
        forget = database.prepare(
                "DELETE FROM dead_letter WHERE channel_id = ? AND subscriber_group = ? AND message_id = ?");
        insert = database.prepare("INSERT INTO dead_letter(channel_id, channel, subscriber_group, shard, seq,"
                + " message_id, headers, payload, attempts, history, error, at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                // where two instances give it up at the same time
                + " ON CONFLICT(channel_id, subscriber_group, message_id) DO UPDATE SET seq = excluded.seq,"
                + " attempts = excluded.attempts, history = excluded.history, error = excluded.error,"
                + " at = excluded.at");
        find = database.prepare(COLUMNS + "id = ?");
        String sizes = "SELECT id, length(payload) FROM dead_letter WHERE" + OF_FILTER;
        sizesUp = database.prepare(sizes + " AND id > ? ORDER BY id LIMIT ?");
        sizesDown = database.prepare(sizes + " AND id < ? ORDER BY id DESC LIMIT ?");
        String range = COLUMNS + OF_FILTER + " AND id BETWEEN ? AND ? ORDER BY id";
        rangeUp = database.prepare(range);
        rangeDown = database.prepare(range + " DESC");
        counts = database.prepare("SELECT channel, subscriber_group, count(*) FROM dead_letter WHERE" + OF_FILTER
                + " GROUP BY channel, subscriber_group ORDER BY channel, subscriber_group");
        newest = database.prepare("SELECT max(id) FROM dead_letter");
        drop = database.prepare("DELETE FROM dead_letter WHERE id = ?");
        dropSome = database.prepare("DELETE FROM dead_letter WHERE id IN (SELECT id FROM dead_letter WHERE" + OF_FILTER
                + " AND id <= ? ORDER BY id LIMIT " + ROWS_AT_A_TIME + ")");
    }

    /** Keeps a message. One that comes back may be given up a second time: the newest account stays, under an id of its own. */
    void add(ChannelLog channel, String group, int shard, long seq, Message message, Attempts failed, String reason) {
        locked(() -> database.write(() -> {
            forget.update(channel.id(), group, message.id());
            return insert.update(
                    channel.id(),
                    channel.name(),
                    group,
                    shard,
                    seq,
                    message.id(),
                    message.headers().encode(),
                    message.payload(),
                    failed.last(),
                    failed.encode(),
                    reason,
                    failed.list().getLast().at().toEpochMilli());
        }));
    }

    /** Fewer than asked for where the payloads are large; none where there are no more. */
    List<DeadLetter> list(Filter filter, Page page, long after) {
        boolean up = page.order() == Order.OLDEST_FIRST;
        return locked(() -> {
            Extent extent = new Extent();
            (up ? sizesUp : sizesDown)
                    .visit(row -> extent.takes(row.getLong(1), row.getLong(2)), values(filter, after, page.most()));
            if (extent.count == 0) {
                return List.of();
            }
            return (up ? rangeUp : rangeDown)
                    .list(
                            DeadLetterTable::letter,
                            values(filter, Math.min(extent.first, extent.last), Math.max(extent.first, extent.last)));
        });
    }

    List<Count> counts(Filter filter) {
        return locked(() ->
                counts.list(row -> new Count(row.getString(1), row.getString(2), row.getLong(3)), values(filter)));
    }

    Optional<DeadLetter> find(long id) {
        return locked(() -> find.first(DeadLetterTable::letter, id));
    }

    /** Removes these, some at a time, so that nobody else waits long to write; those that there were. */
    Set<Long> drop(List<Long> ids) {
        Set<Long> dropped = new HashSet<>();
        for (int from = 0; from < ids.size(); from += ROWS_AT_A_TIME) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + ROWS_AT_A_TIME));
            dropped.addAll(locked(() -> database.write(() -> {
                List<Long> there = new ArrayList<>();
                for (long id : some) {
                    if (drop.update(id) > 0) {
                        there.add(id);
                    }
                }
                return there;
            })));
        }
        return dropped;
    }

    /** Removes those that are there now, some at a time, so that nobody else waits long to write. */
    int drop(Filter filter) {
        long last = locked(() -> newest.number());
        int all = 0;
        int some;
        do {
            some = locked(() -> database.write(() -> dropSome.update(values(filter, last))));
            all += some;
        } while (some == ROWS_AT_A_TIME);
        return all;
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                Long.toString(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                new Message(Headers.decode(row.getBytes(4)), row.getBytes(5)),
                Attempts.decode(row.getString(6)).list(),
                row.getString(7),
                Instant.ofEpochMilli(row.getLong(8)));
    }

    /** What stands for {@link #OF_FILTER}, and what follows it. */
    private static Object[] values(Filter filter, Object... more) {
        String channel = filter.channel();
        String group = filter.group();
        Object[] values = new Object[4 + more.length];
        values[0] = channel == null ? 1 : 0;
        values[1] = channel == null ? "" : channel;
        values[2] = group == null ? 1 : 0;
        values[3] = group == null ? "" : group;
        System.arraycopy(more, 0, values, 4, more.length);
        return values;
    }

    private <T extends @Nullable Object> T locked(Database.Work<T> work) {
        lock.lock();
        try {
            return work.run();
        } catch (SQLException e) {
            throw database.failure(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }

    /** How far a page goes. */
    private static final class Extent {
        private long first;
        private long last;
        private int count;
        private long bytes;

        /** False for the first row that does not fit any more. */
        boolean takes(long id, long payload) {
            bytes += payload;
            if (count > 0 && bytes > MOST_BYTES_OF_PAGE) {
                return false;
            }
            if (count == 0) {
                first = id;
            }
            last = id;
            count++;
            return true;
        }
    }
}
