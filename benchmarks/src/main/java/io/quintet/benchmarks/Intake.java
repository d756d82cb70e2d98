package io.quintet.benchmarks;

import io.quintet.benchmarks.Shared.Slot;
import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;

/** Takes what a consumer receives: measures latency, and gives the producer credit. Safe for use by many threads. */
final class Intake {
    private static final int DIGITS = 3;

    private final Shared shared;
    private final Histogram full = new Histogram(DIGITS);
    private final Histogram single = new Histogram(DIGITS);

    Intake(Shared shared) {
        this.shared = shared;
    }

    /** A payload: the number of the message, then when it was sent, by the clock that all processes of the machine share. */
    static byte[] payload(long number, int size) {
        return ByteBuffer.allocate(size)
                .putLong(number)
                .putLong(System.nanoTime())
                .array();
    }

    /** A message has arrived. */
    void received(byte[] payload) {
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        long number = buffer.getLong();
        long latency = System.nanoTime() - buffer.getLong();
        shared.add(Slot.SUM, number);
        switch (shared.phase()) {
            case FULL -> record(full, latency);
            case SINGLE -> record(single, latency);
            default -> {}
        }
    }

    private static void record(Histogram histogram, long nanos) {
        synchronized (histogram) {
            histogram.recordValue(Math.max(0, nanos));
        }
    }

    /** So many messages more are acknowledged. */
    void acknowledged(int count) {
        shared.add(Slot.ACKED, count);
    }

    /** Writes the percentiles where the harness finds them. */
    void finish() {
        shared.set(Slot.FULL_P50, full.getValueAtPercentile(50));
        shared.set(Slot.FULL_P99, full.getValueAtPercentile(99));
        shared.set(Slot.SINGLE_P50, single.getValueAtPercentile(50));
        shared.set(Slot.SINGLE_P99, single.getValueAtPercentile(99));
    }
}
