package io.quintet.tck;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Members of one group that handle messages on threads of their own, as services do, and tell the {@link History}. */
final class Crew {
    private final Lab lab;
    private final Channel channel;
    private final History history;
    private final Predicate<String> retriedOnce;
    private final Set<String> retried = ConcurrentHashMap.newKeySet();

    /** {@code retriedOnce}: the ids of those that are asked for once again. */
    Crew(Lab lab, Channel channel, History history, Predicate<String> retriedOnce) {
        this.lab = lab;
        this.channel = channel;
        this.history = history;
        this.retriedOnce = retriedOnce;
    }

    /** One member. */
    record Member(Subscription subscription, AtomicInteger got) {
        /** Leaves in peace. */
        void leave(Duration patience) {
            subscription.drain(patience);
            subscription.close();
        }
    }

    Member join(MessageTransport transport, int credit) {
        AtomicInteger got = new AtomicInteger();
        return new Member(
                lab.subscribe(transport, channel, "crew", credit, delivery -> {
                    got.incrementAndGet();
                    Thread.ofVirtual().name("tck-crew").start(() -> handle(delivery));
                }),
                got);
    }

    private void handle(Delivery delivery) {
        history.arrived(delivery);
        String id = delivery.message().id();
        if (retriedOnce.test(id) && retried.add(id)) {
            history.retrying(delivery);
            delivery.retry(Duration.ofMillis(1), RedeliveryScenarios.notYet());
        } else {
            history.settling(delivery);
            delivery.ack();
        }
    }
}
