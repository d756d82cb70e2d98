package io.quintet.benchmarks.messages;

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
public final class Shared {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final Phase[] PHASES = Phase.values();
    private static final int SLOTS = Slot.values().length;
    private static final int LINE = 128; // two cache lines, for processors fetch them in pairs

    private final MappedByteBuffer memory;
    private final int groups;

    private Shared(MappedByteBuffer memory, int groups) {
        this.memory = memory;
        this.groups = groups;
    }

    /** What is counted. */
    public enum Slot {
        /** The {@link Phase}. */
        PHASE,
        /** The most messages in flight: sent and not yet acknowledged by every group. */
        WINDOW,
        /** How many messages the producer sends in all; it waits when it has sent them. */
        TARGET,
        /** Messages a second that the producer keeps to; 0 for as many as it can. */
        RATE,
        /** How many messages the producer is asked to send in one transaction; 0 when it has done so. */
        TOGETHER,
        /** How many keys the messages have, in turns. */
        KEYS,
        /** 1 when the consumer is subscribed. */
        READY,
        /** Messages sent so far; exact when the producer rests. */
        SENT,
        /** The sum of the numbers of all messages received, by all groups. */
        SUM,
        /** Messages that the producer was told are not stored. */
        FAILED,
        /** How often the harness has asked for percentiles. */
        ASKED,
        /** How often it has been given them. */
        ANSWERED,
        /** Latency at the median, in nanoseconds. */
        P50,
        /** Its 99th percentile. */
        P99,
        /** 1 when the producer has closed its side. */
        PRODUCER_CLOSED,
        /** 1 when the consumer has closed its side. */
        CONSUMER_CLOSED
    }

    /** What goes on. */
    public enum Phase {
        /** Filling, warming up, or changing over. */
        UNMEASURED,
        /** Latencies are recorded. */
        MEASURED,
        /** The producer sends no more, and waits for what is in flight. */
        DRAINING,
        /** Both come to their end. */
        ENDED
    }

    /** Those of a leg. */
    public static Shared of(Leg leg) throws IOException {
        return in(leg.shared(), leg.groups());
    }

    static Shared in(Path file, int groups) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = (long) LINE * (SLOTS + groups);
            return new Shared(channel.map(FileChannel.MapMode.READ_WRITE, 0, size), groups);
        }
    }

    /** What a counter stands at. */
    public long get(Slot slot) {
        return at(slot.ordinal());
    }

    private long at(int line) {
        return (long) LONGS.getVolatile(memory, line * LINE);
    }

    /** Sets a counter. */
    public void set(Slot slot, long value) {
        LONGS.setVolatile(memory, slot.ordinal() * LINE, value);
    }

    void add(Slot slot, long more) {
        long unused = (long) LONGS.getAndAdd(memory, slot.ordinal() * LINE, more);
    }

    /** A group has acknowledged so many messages more. */
    void acknowledge(int group, long more) {
        long unused = (long) LONGS.getAndAdd(memory, (SLOTS + group) * LINE, more);
    }

    /** How many messages every group has acknowledged. */
    public long acknowledged() {
        long least = at(SLOTS);
        for (int group = 1; group < groups; group++) {
            least = Math.min(least, at(SLOTS + group));
        }
        return least;
    }

    Phase phase() {
        return PHASES[(int) get(Slot.PHASE)];
    }

    /** Goes over to a phase. */
    public void phase(Phase phase) {
        set(Slot.PHASE, phase.ordinal());
    }

    /** Waits as long as it takes; processes of a measurement end with their parent. */
    void await(Slot slot, long value) {
        while (get(slot) != value) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
