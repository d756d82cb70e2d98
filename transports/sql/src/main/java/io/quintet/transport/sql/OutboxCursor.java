package io.quintet.transport.sql;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Where to begin to read the outbox of a destination on a server: what lies before was removed, but stays in the index until the
 * server tidies up, and to read over it again and again would cost more and more.
 *
 * <p>Rows become visible when their transaction commits, which may be long after later ones did; a later message of the same key must not
 * be sent before them. So the beginning moves up to a row only when every transaction that was running when that row was read has
 * ended. A transaction that writes for longer than the longest lag is no longer waited for, since what is read over grows meanwhile: what
 * it sent is found when all is read from the start, which happens now and then. For one thread.
 */
final class OutboxCursor {
    /** An id is drawn an instant before its transaction is one that the server counts among those running. */
    private static final long LEAST_LAG_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long LONGEST_LAG_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long MARK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private long from;
    private long sent;

    /** Rows with a greater id are to be read. */
    long from() {
        return from;
    }

    /** The greatest id that was read so far. */
    long sent() {
        return sent;
    }

    void sent(long id) {
        sent = Math.max(sent, id);
    }

    /**
     * Rows were read.
     *
     * @param below all up to here have been removed, as far as they are visible
     * @param snapshot what was visible
     */
    void read(long below, Snapshot snapshot, long nowNanos) {
        if (below < from) {
            from = below; // one that was late waits there
        }
        while (!marks.isEmpty() && marks.getLast().below() > below) {
            marks.removeLast();
        }
        if (marks.isEmpty() || nowNanos - marks.getLast().at() > MARK_NANOS) {
            marks.add(new Mark(below, snapshot.next(), nowNanos));
        }
        while (!marks.isEmpty() && marks.getFirst().passed(snapshot, nowNanos)) {
            from = Math.max(from, marks.removeFirst().below());
        }
    }

    /**
     * What the server had when rows were read.
     *
     * @param oldestRunning every transaction with a smaller number had ended
     * @param next no transaction had this number or a greater one yet
     */
    record Snapshot(long oldestRunning, long next) {}

    private record Mark(long below, long next, long at) {
        boolean passed(Snapshot snapshot, long nowNanos) {
            long lag = nowNanos - at;
            return lag > LONGEST_LAG_NANOS || (lag > LEAST_LAG_NANOS && snapshot.oldestRunning() >= next);
        }
    }
}
