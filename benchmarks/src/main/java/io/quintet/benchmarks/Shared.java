package io.quintet.benchmarks;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Counters that the processes of a measurement share, in a mapped file: the same way of giving credit for every technology. */
@SuppressWarnings("EnumOrdinal") // all who map the file are of one build
final class Shared {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final Phase[] PHASES = Phase.values();
    private static final int LINE = 128; // two cache lines, for processors fetch them in pairs

    private final MappedByteBuffer memory;

    private Shared(MappedByteBuffer memory) {
        this.memory = memory;
    }

    /** What is counted. */
    enum Slot {
        /** The {@link Phase}. */
        PHASE,
        /** The most messages in flight: sent and not yet acknowledged by the consumer. */
        WINDOW,
        /** 1 when the consumer is subscribed. */
        READY,
        /** Messages sent. */
        SENT,
        /** Messages acknowledged by the consumer. */
        ACKED,
        /** The sum of the numbers of all messages received. */
        SUM,
        /** Messages that the producer was told are not stored. */
        FAILED,
        /** Latency at the median with the window full, in nanoseconds. */
        FULL_P50,
        /** Its 99th percentile. */
        FULL_P99,
        /** Latency at the median with one message in flight. */
        SINGLE_P50,
        /** Its 99th percentile. */
        SINGLE_P99
    }

    /** What goes on. */
    enum Phase {
        /** Warming up, or changing over. */
        UNMEASURED,
        /** Measuring with the window full. */
        FULL,
        /** Measuring with one message in flight. */
        SINGLE,
        /** The producer sends no more, and waits for what is in flight. */
        DRAINING,
        /** Both come to their end. */
        ENDED
    }

    static Shared in(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Shared(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) LINE * Slot.values().length));
        }
    }

    long get(Slot slot) {
        return (long) LONGS.getVolatile(memory, slot.ordinal() * LINE);
    }

    void set(Slot slot, long value) {
        LONGS.setVolatile(memory, slot.ordinal() * LINE, value);
    }

    void add(Slot slot, long more) {
        long unused = (long) LONGS.getAndAdd(memory, slot.ordinal() * LINE, more);
    }

    Phase phase() {
        return PHASES[(int) get(Slot.PHASE)];
    }

    void phase(Phase phase) {
        set(Slot.PHASE, phase.ordinal());
    }

    void awaitPhase(Phase phase) {
        while (phase() != phase) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
