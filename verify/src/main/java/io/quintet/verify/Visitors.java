package io.quintet.verify;

import io.quintet.faults.FaultPlan;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Where owners do not change by the clock: one more instance after the other comes, takes its share of the shards, and leaves. */
final class Visitors implements AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    /** {@code arrival}: makes an instance of a name. */
    Visitors(Function<String, Node> arrival, FaultPlan plan) {
        thread = Thread.ofPlatform().daemon().name("visitors").start(() -> visit(arrival, plan));
    }

    private void visit(Function<String, Node> arrival, FaultPlan plan) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        try {
            for (int i = 1; !over(10 + random.nextLong(100)); i++) {
                try (Node visitor = arrival.apply("v" + i)) {
                    plan.count("TAKEOVER.VISIT");
                    if (over(200 + random.nextLong(400))) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean over(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Nobody visits from here on. */
    @Override
    public void close() throws InterruptedException {
        end.countDown();
        thread.join();
    }
}
