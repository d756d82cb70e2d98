package io.quintet.discovery.etcd;

import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What was told, in turn: who runs, or that nothing can be told. */
final class Told implements Follower {
    private static final long PATIENCE_MILLIS = 20_000;

    private final List<String> all = new ArrayList<>();

    @Override
    public synchronized void seen(List<Instance> instances) {
        all.add(instances.stream().map(Instance::id).sorted().toList().toString());
        notifyAll();
    }

    @Override
    public synchronized void lost(String why) {
        all.add("lost: " + why);
        notifyAll();
    }

    synchronized List<String> all() {
        return List.copyOf(all);
    }

    /** Waits until that is what was told last. */
    void await(String expected) throws InterruptedException {
        await(expected, told -> told.getLast().equals(expected));
    }

    /** Waits until it was told as often that nothing can be told, and returns why. */
    String awaitLost(int times) throws InterruptedException {
        await("lost", told -> lost(told) >= times);
        return all().stream().filter(one -> one.startsWith("lost: ")).toList().getLast();
    }

    private static long lost(List<String> told) {
        return told.stream().filter(one -> one.startsWith("lost: ")).count();
    }

    /** Waits until something holds of all that was told. */
    synchronized void await(String what, Predicate<List<String>> condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (all.isEmpty() || !condition.test(all)) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (remaining <= 0) {
                throw new AssertionError("not within " + PATIENCE_MILLIS + " ms: " + what + "; told " + all);
            }
            wait(remaining);
        }
    }
}
