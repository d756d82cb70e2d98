package io.quintet.benchmarks;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.resilience.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/** Calls a service at a rate until closed, whatever becomes of the calls, each on a virtual thread of its own. */
final class SteadyCalls implements AutoCloseable {
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Runnable oneCall;
    private final long everyNanos;
    private final ConcurrentHistogram refused = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final LongAdder answered = new LongAdder();
    private final LongAdder limited = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final CompletableFuture<Void> ended;
    private volatile boolean closed;

    /** {@code perSecond} may be 0, for none. */
    SteadyCalls(Runnable oneCall, int perSecond) {
        this.oneCall = oneCall;
        this.everyNanos = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.ended = perSecond == 0
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(
                        this::run, Thread.ofPlatform().daemon().name("steady calls")::start);
    }

    private void run() {
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            long due = System.nanoTime();
            while (!closed) {
                calls.execute(this::call);
                due += everyNanos;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
        }
    }

    private void call() {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        long start = System.nanoTime();
        try {
            oneCall.run();
            answered.increment();
        } catch (QuintetException e) {
            count(e, System.nanoTime() - start);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private void count(QuintetException e, long nanos) {
        if (!Refusal.caused(e)) {
            failed.increment();
        } else if (e.code() == Code.RESOURCE_EXHAUSTED) {
            limited.increment();
        } else {
            refused.recordValue(Math.min(nanos, LONGEST_NANOS));
        }
    }

    NeighbourSeen seen() {
        return new NeighbourSeen(
                answered.sum(),
                failed.sum(),
                limited.sum(),
                refused.getTotalCount(),
                refused.getValueAtPercentile(99),
                mostInFlight.get());
    }

    /** Waits for the calls under way, so that they do not count against what is measured next; each has a deadline. */
    @Override
    public void close() {
        closed = true;
        ended.join();
    }
}
