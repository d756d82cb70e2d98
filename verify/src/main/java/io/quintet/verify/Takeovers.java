package io.quintet.verify;

import io.quintet.faults.FaultPlan;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Puts the clock of one instance after the other ahead for a while, so that it takes what the others own. */
final class Takeovers implements AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    Takeovers(List<SkewedClock> clocks, Duration lease, FaultPlan plan) {
        thread = Thread.ofPlatform().daemon().name("takeovers").start(() -> jump(clocks, lease, plan));
    }

    private void jump(List<SkewedClock> clocks, Duration lease, FaultPlan plan) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        try {
            while (!over(10 + random.nextLong(lease.toMillis() / 3))) {
                SkewedClock clock = clocks.get(random.nextInt(clocks.size()));
                clock.ahead(lease.multipliedBy(3));
                plan.count("TAKEOVER.CLOCK_AHEAD");
                boolean ended = over(lease.toMillis() / 2); // an instance looks four times a lease
                clock.ahead(Duration.ZERO);
                if (ended) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean over(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }

    /** All clocks are right from here on. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        thread.join();
    }
}
