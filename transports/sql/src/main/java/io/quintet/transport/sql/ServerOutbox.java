package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The outbox on a PostgreSQL server: rows may become visible after others with greater ids, and what was removed is read over until the
 * server tidies up. So each destination is read from an {@link OutboxCursor}, and from the start just now and then.
 */
final class ServerOutbox extends Outbox {
    private static final int NEW_ROWS = 1000;
    private static final long LEAST_SURVEY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SURVEY_SHARE = 20;
    private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final OutboxSurvey survey;
    private final Command recent;
    private final Command oldest;
    private final Command nextTransaction;
    private final Map<Destination, OutboxCursor> cursors = new HashMap<>();
    private Set<Destination> known = new LinkedHashSet<>();
    private long newest;
    private boolean surveying;
    private long surveyedAt = System.nanoTime() - LEAST_SURVEY_NANOS;
    private long surveyNanos;
    private long recentAt = System.nanoTime() - RECENT_NANOS;

    ServerOutbox(Database database) {
        super(database);
        survey = new OutboxSurvey(database);
        recent = database.prepare(
                "SELECT id, transport, channel FROM OUTBOX WHERE id > ? ORDER BY id LIMIT " + NEW_ROWS);
        // with the oldest transaction that the statement saw running; one row without an id where nothing waits
        oldest = database.prepare("SELECT waiting.*, CAST(CAST(pg_snapshot_xmin(seen) AS text) AS bigint)"
                + " FROM pg_current_snapshot() AS seen LEFT JOIN (" + ROWS
                + ") AS waiting ON true ORDER BY waiting.id");
        nextTransaction = database.prepare("SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)");
    }

    /**
     * Those where something is new, for which it is asked each time while there is no other and now and then while there is, and where something
     * waited when all was last looked at, which takes a small share of the time.
     */
    @Override
    Collection<Destination> destinations() throws SQLException {
        long start = System.nanoTime();
        surveying = start - surveyedAt > Math.max(LEAST_SURVEY_NANOS, SURVEY_SHARE * surveyNanos);
        if (surveying) {
            known = survey.destinations();
            cursors.keySet().retainAll(known);
            surveyedAt = System.nanoTime();
            surveyNanos = surveyedAt - start;
        } else if (known.isEmpty() || start - recentAt > RECENT_NANOS) {
            recentAt = start;
            recent.visit(
                    row -> {
                        newest = row.getLong(1);
                        known.add(new Destination(row.getString(2), row.getString(3)));
                        return true;
                    },
                    newest);
        }
        return List.copyOf(known);
    }

    @Override
    List<Row> oldest(Destination from, boolean atomic) throws SQLException {
        OutboxCursor cursor = cursors.computeIfAbsent(from, destination -> new OutboxCursor());
        OutboxBatch batch = new OutboxBatch(from.channel(), atomic);
        AtomicLong oldestRunning = new AtomicLong();
        oldest.visit(
                row -> {
                    oldestRunning.set(row.getLong(6));
                    return row.getObject(1) != null && batch.add(row);
                },
                from.transport(),
                from.channel(),
                surveying ? 0 : cursor.from());
        List<Row> rows = batch.rows();
        // where nothing waits, all that was ever sent from here has been removed
        long below = rows.isEmpty() ? cursor.sent() : rows.getFirst().id() - 1;
        long now = System.nanoTime();
        cursor.read(below, oldestRunning.get(), now);
        if (cursor.markDue(below, now)) {
            cursor.mark(below, nextTransaction.number(), now);
        }
        rows.forEach(row -> cursor.sent(row.id()));
        return rows;
    }
}
