package io.quintet.transport.sql;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Where to begin to read the outbox of a destination on a server: what lies before was removed, but stays in the index until the
 * server tidies up, and to read over it again and again would cost more and more.
 *
 * <p>Rows become visible when their transaction commits, which may be long after later ones did; a later message of the same key must not
 * be sent before them. So the beginning moves up to a row only when every transaction has ended that could have drawn a smaller id
 * before that row was read: a transaction has its number before it draws an id, see {@link OutboxInsert}, so these are the ones
 * below a number that was given out after the reading. A transaction that writes for longer than the longest lag is no longer waited for, since
 * what is read over grows meanwhile: what it sent is found when all is read from the start, which happens now and then. For one thread.
 */
final class OutboxCursor {
    private static final long LONGEST_LAG_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long MARK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

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
     * @param oldestRunning every transaction with a smaller number had ended
     */
    void read(long below, long oldestRunning, long nowNanos) {
        if (below < from) {
            from = below; // one that was late waits there
        }
        while (!marks.isEmpty() && marks.getLast().below() > below) {
            marks.removeLast();
        }
        while (!marks.isEmpty() && marks.getFirst().passed(oldestRunning, nowNanos)) {
            from = Math.max(from, marks.removeFirst().below());
        }
    }

    /** Whether it is time for a {@link #mark}. */
    boolean markDue(long below, long nowNanos) {
        return marks.isEmpty()
                ? below > from
                : below > marks.getLast().below() && nowNanos - marks.getLast().at() > MARK_NANOS;
    }

    /**
     * The beginning can move up to here, in a while.
     *
     * @param below as {@link #read} was told last
     * @param next a transaction number that was given out after that
     */
    void mark(long below, long next, long nowNanos) {
        marks.add(new Mark(below, next, nowNanos));
    }

    private record Mark(long below, long next, long at) {
        boolean passed(long oldestRunning, long nowNanos) {
            return oldestRunning >= next || nowNanos - at > LONGEST_LAG_NANOS;
        }
    }
}
