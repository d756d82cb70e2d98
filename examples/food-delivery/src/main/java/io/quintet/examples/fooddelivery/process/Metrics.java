package io.quintet.examples.fooddelivery.process;

import io.quintet.contract.OperationModel;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Fallback;
import io.quintet.spi.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Counts operations where they begin, and measures them: to the response where the style has one, else to the end of handling.
 *
 * <p>Safe for use by many threads.
 */
public final class Metrics implements Observer {
    private static final int SIGNIFICANT_DIGITS = 2;

    private final Map<Key, Series> series = new ConcurrentHashMap<>();
    private final LongAdder redelivered = new LongAdder();
    private final Hold hold = new Hold();
    private final Failing failing = new Failing();

    private record Key(String style, String operation, String transport) {}

    private static final class Series {
        final LongAdder operations = new LongAdder();
        final LongAdder failures = new LongAdder();
        final Recorder latency = new Recorder(SIGNIFICANT_DIGITS);
        final AtomicInteger recorded = new AtomicInteger();

        void latency(long nanos) {
            latency.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
            recorded.incrementAndGet();
        }
    }

    /** What keeps a delivery unsettled on request. */
    public Hold hold() {
        return hold;
    }

    @Override
    public void circuit(OperationModel operation, String target, Circuit.State from, Circuit.State to) {
        failing.circuit(operation, target, from, to);
    }

    @Override
    public void fellBack(OperationModel operation, Fallback fallback) {
        failing.failed(operation, fallback.failure(), true);
    }

    @Override
    public void completed(OperationModel operation, String transport, long nanos, @Nullable Throwable error) {
        Series counted = of(operation, transport);
        counted.operations.increment();
        if (error != null) {
            counted.failures.increment();
            failing.failed(operation, error, false);
        }
        if (operation.style().responds()) {
            counted.latency(nanos);
        }
    }

    @Override
    public void handled(
            OperationModel operation, String transport, long sinceSentNanos, int attempt, @Nullable Throwable error) {
        if (attempt > 1) {
            redelivered.increment();
        }
        if (!operation.style().responds() && error == null) {
            of(operation, transport).latency(sinceSentNanos);
        }
        hold.handled(operation);
    }

    @Override
    public void duplicate(OperationModel operation, String transport) {
        redelivered.increment();
    }

    private Series of(OperationModel operation, String transport) {
        return series.computeIfAbsent(
                new Key(operation.style().name(), operation.qualifiedName(), transport), key -> new Series());
    }

    /** What was counted since the last time; {@code wrong} is how many answers this process made wrong. */
    public synchronized StatsLine take(long wrong) {
        List<StatsLine.Series> taken = new ArrayList<>();
        series.forEach((key, counted) -> {
            long operations = counted.operations.sumThenReset();
            if (counted.recorded.getAndSet(0) > 0 || operations > 0) {
                taken.add(new StatsLine.Series(
                        key.style(),
                        key.operation(),
                        key.transport(),
                        operations,
                        counted.failures.sumThenReset(),
                        Histograms.format(counted.latency.getIntervalHistogram())));
            }
        });
        return new StatsLine(taken, redelivered.sumThenReset(), wrong, failing.takeFailed(), failing.takeCircuits());
    }
}
