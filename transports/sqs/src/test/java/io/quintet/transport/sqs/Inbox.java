package io.quintet.transport.sqs;

import io.quintet.spi.Delivery;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A consumer that remembers what it got and does with it what the test says. */
final class Inbox implements Consumer<Delivery> {
    private final Consumer<Delivery> then;
    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final List<Delivery> all = new CopyOnWriteArrayList<>();

    Inbox(Consumer<Delivery> then) {
        this.then = then;
    }

    @Override
    public void accept(Delivery delivery) {
        all.add(delivery);
        queue.add(delivery);
        then.accept(delivery);
    }

    /** The next delivery. */
    Delivery take() throws InterruptedException {
        Delivery delivery = queue.poll(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (delivery == null) {
            throw new AssertionError("nothing more within " + Fixtures.PATIENCE_SECONDS + " s; got " + ids());
        }
        return delivery;
    }

    /** The next deliveries up to that of an id. */
    Delivery takeUntil(String id) throws InterruptedException {
        Delivery delivery = take();
        while (!delivery.message().id().equals(id)) {
            delivery = take();
        }
        return delivery;
    }

    List<String> ids() {
        return all.stream().map(delivery -> delivery.message().id()).toList();
    }
}
