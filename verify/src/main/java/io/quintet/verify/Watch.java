package io.quintet.verify;

import io.quintet.contract.OperationModel;
import io.quintet.spi.Observer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What an instance sees of the messages that it handles. */
final class Watch implements Observer {
    /** A new one counts for so much, as with the round trip times of RFC 6298. */
    private static final int SHARE = 8;

    private final LongAdder duplicates = new LongAdder();
    private final AtomicLong ageNanos = new AtomicLong();

    @Override
    public void handled(
            OperationModel operation, String transport, long sinceSentNanos, int attempt, @Nullable Throwable error) {
        ageNanos.updateAndGet(age -> age + (sinceSentNanos - age) / SHARE);
    }

    @Override
    public void duplicate(OperationModel operation, String transport) {
        duplicates.increment();
    }

    /** How many were recognised as handled before. */
    long duplicates() {
        return duplicates.sum();
    }

    /** How long those of late took from sending to the end of handling, smoothed. */
    Duration age() {
        return Duration.ofNanos(ageNanos.get());
    }
}
