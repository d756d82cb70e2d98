package io.quintet.tck;

import io.quintet.spi.Delivery;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A consumer that remembers what it got and does with it what the test says; for tests of a transport's own beside the kit. Deliveries come from any thread. */
public final class Inbox implements Consumer<Delivery> {
    private static final long PATIENCE_SECONDS = 60;

    private final Consumer<Delivery> then;
    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final List<Delivery> all = new CopyOnWriteArrayList<>();

    /** {@code then} is what it does with each delivery. */
    public Inbox(Consumer<Delivery> then) {
        this.then = then;
    }

    @Override
    public void accept(Delivery delivery) {
        all.add(delivery);
        queue.add(delivery);
        then.accept(delivery);
    }

    /** The next delivery; an {@link AssertionError} where none comes in a minute. */
    public Delivery take() throws InterruptedException {
        Delivery delivery = next();
        if (delivery == null) {
            throw new AssertionError("nothing more within " + PATIENCE_SECONDS + " s; got " + ids());
        }
        return delivery;
    }

    /** Takes the next delivery; whether one comes in a minute. */
    boolean another() throws InterruptedException {
        return next() != null;
    }

    private @Nullable Delivery next() throws InterruptedException {
        return queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The next deliveries up to that of an id. */
    public Delivery takeUntil(String id) throws InterruptedException {
        return takeUntil(delivery -> delivery.message().id().equals(id));
    }

    /** The next deliveries up to one that is as told. */
    Delivery takeUntil(Predicate<Delivery> last) throws InterruptedException {
        Delivery delivery = take();
        while (!last.test(delivery)) {
            delivery = take();
        }
        return delivery;
    }

    /** The ids of all messages delivered so far, in their order, again where one came again. */
    public List<String> ids() {
        return all.stream().map(delivery -> delivery.message().id()).toList();
    }
}
