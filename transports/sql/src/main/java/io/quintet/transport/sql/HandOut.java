package io.quintet.transport.sql;

import java.util.concurrent.TimeUnit;

/**
 * Up to where the messages of a shard may have been delivered, which is recorded before they are.
 *
 * <p>On a server each record is a dead row until the longest transaction has ended, whoever's that is. So while messages stream, more than is
 * about to be delivered is recorded at a time; after a crash a few messages that were never delivered then count as second attempts.
 * For one thread at a time.
 */
final class HandOut {
    private static final long STREAM_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int STREAM_RECORDS = 16;
    private static final long FIRST_RESERVE = 64;
    private static final long MOST_RESERVE = 8 * 1024;

    private final boolean reserving;
    private long through;
    private long recorded;
    private long reserve;
    private int fast;
    private long lastRecord = System.nanoTime() - QUIET_NANOS;

    HandOut(long recorded, boolean reserving) {
        this.through = recorded;
        this.recorded = recorded;
        this.reserving = reserving;
    }

    /** Messages up to here are about to be delivered; whether that is to be recorded first. */
    boolean advance(long seq) {
        through = Math.max(through, seq);
        if (!reserving) {
            return true; // with the position, which moves at every turn
        }
        if (through <= recorded) {
            return false;
        }
        long now = System.nanoTime();
        long since = now - lastRecord;
        lastRecord = now;
        if (since > QUIET_NANOS) {
            fast = 0;
            reserve = 0;
        } else if (since < STREAM_NANOS && ++fast > STREAM_RECORDS) {
            reserve = Math.min(Math.max(FIRST_RESERVE, 2 * reserve), MOST_RESERVE);
        }
        return true;
    }

    /** What to record. */
    long next() {
        return Math.max(recorded, through + reserve);
    }

    /** What to record where nothing more will be delivered. */
    long last() {
        return through;
    }

    boolean recorded(long seq) {
        return recorded == seq;
    }

    void record(long seq) {
        recorded = seq;
    }
}
