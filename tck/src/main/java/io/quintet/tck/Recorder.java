package io.quintet.tck;

import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A consumer that remembers what it got, when, and as which attempt, and then does what the scenario says. */
final class Recorder implements Consumer<Delivery> {
    private final Duration patience;
    private final Consumer<Delivery> then;
    private final List<Got> got = new ArrayList<>();

    Recorder(Duration patience, Consumer<Delivery> then) {
        this.patience = patience;
        this.then = then;
    }

    /** One delivery, as it was when it arrived. */
    record Got(Message message, int attempt, long nanos, long millis, Delivery delivery) {
        String id() {
            return message.id();
        }
    }

    @Override
    public void accept(Delivery delivery) {
        synchronized (this) {
            got.add(new Got(
                    delivery.message(), delivery.attempt(), System.nanoTime(), System.currentTimeMillis(), delivery));
            notifyAll();
        }
        then.accept(delivery);
    }

    synchronized List<Got> all() {
        return List.copyOf(got);
    }

    synchronized int count() {
        return got.size();
    }

    List<String> ids() {
        return all().stream().map(Got::id).toList();
    }

    /** The deliveries of one message. */
    List<Got> of(String id) {
        return all().stream().filter(each -> each.id().equals(id)).toList();
    }

    /** Waits for the first delivery of a message. */
    Got await(String id) {
        return await(id, 1);
    }

    /** Waits for the n-th delivery of a message. */
    Got await(String id, int times) {
        await(
                "delivery " + times + " of " + id,
                all -> all.stream().filter(each -> each.id().equals(id)).count() >= times);
        return of(id).get(times - 1);
    }

    Recorder await(int count) {
        await(count + " deliveries", all -> all.size() >= count);
        return this;
    }

    private synchronized void await(String what, Predicate<List<Got>> condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.test(got)) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (remaining <= 0) {
                throw new AssertionError(
                        "not within " + patience + ": " + what + "; got " + got.size() + ": " + summary());
            }
            try {
                wait(remaining);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }

    private String summary() {
        List<String> ids =
                got.stream().map(each -> each.id() + "#" + each.attempt()).toList();
        return ids.size() <= 40
                ? ids.toString()
                : ids.subList(0, 20) + " … " + ids.subList(ids.size() - 20, ids.size());
    }
}
