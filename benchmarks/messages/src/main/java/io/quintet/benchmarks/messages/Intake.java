package io.quintet.benchmarks.messages;

import io.quintet.benchmarks.messages.Shared.Phase;
import io.quintet.benchmarks.messages.Shared.Slot;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Takes what a consumer receives: measures latency, and gives the producer credit. Safe for use by many threads. */
public final class Intake {
    private static final int DIGITS = 3;

    private final Shared shared;
    private final Histogram histogram = new Histogram(DIGITS);

    Intake(Shared shared) {
        this.shared = shared;
    }

    /**
     * A payload: the number of the message, then when it was sent.
     *
     * @param sentNanos by {@link System#nanoTime}, the clock that all processes of the machine share
     */
    static byte[] payload(long number, long sentNanos, int size) {
        return ByteBuffer.allocate(size).putLong(number).putLong(sentNanos).array();
    }

    /** A message has arrived. */
    public void received(byte[] payload) {
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        received(buffer.getLong(), buffer.getLong());
    }

    /** A message has arrived. */
    public void received(long number, long sentNanos) {
        long latency = System.nanoTime() - sentNanos;
        shared.add(Slot.SUM, number);
        if (shared.phase() == Phase.MEASURED) {
            synchronized (histogram) {
                histogram.recordValue(Math.max(0, latency));
            }
        }
    }

    /** So many messages more are acknowledged, where there is but one group. */
    public void acknowledged(int count) {
        acknowledged(0, count);
    }

    /** So many messages more are acknowledged by one of the groups. */
    public void acknowledged(int group, int count) {
        shared.acknowledge(group, count);
    }

    /** Answers the harness until it ends the leg. */
    void serve() {
        while (shared.phase() != Phase.ENDED) {
            long asked = shared.get(Slot.ASKED);
            if (asked != shared.get(Slot.ANSWERED)) {
                answer(asked);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void answer(long asked) {
        synchronized (histogram) {
            shared.set(Slot.P50, histogram.getValueAtPercentile(50));
            shared.set(Slot.P99, histogram.getValueAtPercentile(99));
            histogram.reset();
        }
        shared.set(Slot.ANSWERED, asked);
    }
}
