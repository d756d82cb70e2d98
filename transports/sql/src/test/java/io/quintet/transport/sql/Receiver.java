package io.quintet.transport.sql;

import io.quintet.spi.Delivery;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A consumer that remembers what it got. */
final class Receiver implements Consumer<Delivery> {
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final Consumer<Delivery> then;

    private Receiver(Consumer<Delivery> then) {
        this.then = then;
    }

    static Receiver acking() {
        return new Receiver(Delivery::ack);
    }

    static Receiver holding() {
        return new Receiver(delivery -> {});
    }

    static Receiver that(Consumer<Delivery> then) {
        return new Receiver(then);
    }

    @Override
    public void accept(Delivery delivery) {
        deliveries.add(delivery);
        then.accept(delivery);
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> texts() {
        return deliveries.stream()
                .map(delivery -> Fixtures.text(delivery.message()))
                .toList();
    }

    List<Integer> attempts() {
        return deliveries.stream().map(Delivery::attempt).toList();
    }

    Receiver await(int count) {
        Await.until(count + " deliveries, so far " + texts(), () -> deliveries.size() >= count);
        return this;
    }
}
