package io.quintet.transport.sql.powerloss;

import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A consumer that acknowledges everything and keeps it; the end of a shard is a message of its own. */
final class Inbox implements Consumer<Delivery> {
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();

    @Override
    public void accept(Delivery delivery) {
        if (!Survivor.isEnd(delivery.message().id())) {
            messages.add(delivery.message());
        }
        delivery.ack();
        if (Survivor.isEnd(delivery.message().id())) {
            ends.incrementAndGet();
        }
    }

    List<Message> messages() {
        return messages;
    }

    /** Whether so many shards came to their end in that time. */
    boolean awaitEnds(int count, Duration patience) {
        return await(() -> ends.get() >= count, patience);
    }

    static boolean await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }
}
