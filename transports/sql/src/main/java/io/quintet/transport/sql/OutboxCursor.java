package io.quintet.transport.sql;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Where to begin to read the outbox of a destination on a server: what lies before was removed, but stays in the index until the
 * server tidies up, and to read over it again and again would cost more and more.
 *
 * <p>Rows become visible when their transaction commits, which may be long after later ones did. So the beginning follows with a lag, which
 * covers the transactions of handlers; for what commits later still, all is read from the start now and then. For one thread.
 */
final class OutboxCursor {
    private static final long LAG_NANOS = TimeUnit.SECONDS.toNanos(2);
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
     */
    void read(long below, long nowNanos) {
        if (below < from) {
            from = below; // one that was late waits there
        }
        while (!marks.isEmpty() && marks.getLast().below() > below) {
            marks.removeLast();
        }
        if (marks.isEmpty() || nowNanos - marks.getLast().at() > MARK_NANOS) {
            marks.add(new Mark(below, nowNanos));
        }
        while (!marks.isEmpty() && nowNanos - marks.getFirst().at() > LAG_NANOS) {
            from = Math.max(from, marks.removeFirst().below());
        }
    }

    private record Mark(long below, long at) {}
}
