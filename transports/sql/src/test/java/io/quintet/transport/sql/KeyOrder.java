package io.quintet.transport.sql;

import io.quintet.spi.Delivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The consumer of all members of a group: acknowledges numbered messages at once or, of slow keys, after a while, and remembers each
 * that came before the one before it was settled.
 */
final class KeyOrder implements Consumer<Delivery> {
    private final Map<String, Integer> settled = new HashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final Function<String, Duration> slowness;

    KeyOrder(Function<String, Duration> slowness) {
        this.slowness = slowness;
    }

    @Override
    public void accept(Delivery delivery) {
        String key = String.valueOf(delivery.message().key());
        int number = Integer.parseInt(Fixtures.text(delivery.message()));
        synchronized (this) {
            int expected = settled.getOrDefault(key, 0);
            if (number > expected) {
                wrong.add(key + "/" + number + " came while " + key + "/" + expected + " was unsettled");
            } else if (number < expected && delivery.attempt() == 1) {
                wrong.add(key + "/" + number + " came again as a first attempt");
            }
        }
        long millis = slowness.apply(key).toMillis();
        if (millis == 0) {
            settle(delivery, key, number);
        } else {
            var unused =
                    Fixtures.SCHEDULER.schedule(() -> settle(delivery, key, number), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void settle(Delivery delivery, String key, int number) {
        synchronized (this) {
            settled.merge(key, number + 1, Math::max);
        }
        delivery.ack(); // what may come next for that is checked by then
    }

    synchronized int settled() {
        return settled.values().stream().mapToInt(Integer::intValue).sum();
    }

    List<String> wrong() {
        return wrong;
    }

    void await(int count) {
        Await.until(count + " settled, so far " + settled() + ", wrong: " + wrong, () -> settled() >= count);
    }
}
