package io.quintet.runtime;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscription per channel and group; its deliveries go, by the type header, to the chain of their operation. */
final class Consumers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

    /** How often, at one a second, a message may come that nobody here handles. */
    private static final int MOST_UNHANDLED = 60;

    /** What to do with a message of a type that nobody here handles. */
    enum Unhandled {
        /** The group is not interested. */
        ACK,
        /** A handler may be registered in a moment, or in another version of the service. */
        RETRY
    }

    private final Executor executor;
    private final int credit;
    private final Map<String, Consumer> consumers = new LinkedHashMap<>();

    Consumers(Executor executor, int credit) {
        this.executor = executor;
        this.credit = credit;
    }

    /**
     * Adds handlers by type; the subscription begins with the first. False when a type has its handler already, or when the group, which
     * acknowledges what it does not handle, has its listener already and may have passed over messages of these types.
     */
    synchronized boolean add(
            MessageTransport transport,
            Channel channel,
            String group,
            Unhandled unhandled,
            Map<String, Settling> handlers) {
        String name = transport.name() + "/" + channel.name() + "/" + group;
        Consumer consumer = consumers.get(name);
        if (consumer == null) {
            consumer = new Consumer(group, unhandled, handlers);
            consumer.subscription = transport.subscribe(channel, group, credit, consumer::arrive);
            consumers.put(name, consumer);
            return true;
        }
        return unhandled == Unhandled.RETRY && consumer.add(handlers);
    }

    synchronized void drain(Duration patience) {
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            consumers.values().forEach(consumer -> threads.execute(() -> consumer.drain(patience)));
        }
    }

    @Override
    public synchronized void close() {
        consumers.values().forEach(Consumer::close);
        consumers.clear();
    }

    private final class Consumer {
        private final String group;
        private final Unhandled unhandled;
        private final Map<String, Settling> handlers;
        private @Nullable Subscription subscription;

        Consumer(String group, Unhandled unhandled, Map<String, Settling> handlers) {
            this.group = group;
            this.unhandled = unhandled;
            this.handlers = new ConcurrentHashMap<>(handlers);
        }

        boolean add(Map<String, Settling> more) {
            if (more.keySet().stream().anyMatch(handlers::containsKey)) {
                return false;
            }
            handlers.putAll(more);
            return true;
        }

        void arrive(Delivery delivery) {
            String type = delivery.message().header(HeaderNames.TYPE);
            Settling handler = type == null ? null : handlers.get(type);
            if (handler != null) {
                executor.execute(() -> handler.settle(delivery));
            } else if (unhandled == Unhandled.ACK) {
                executor.execute(delivery::ack); // here it would deliver the next of the key on top of this stack
            } else if (delivery.attempt() >= MOST_UNHANDLED) {
                LOG.error("group {} has no handler for {}, goes to the dead letters", group, delivery.message());
                executor.execute(() -> delivery.reject(new IllegalStateException("no handler for type " + type)));
            } else {
                LOG.warn("group {} has no handler for {}, will try again", group, delivery.message());
                delivery.retry(Duration.ofSeconds(1), new IllegalStateException("no handler for type " + type));
            }
        }

        void drain(Duration patience) {
            if (subscription != null) {
                subscription.drain(patience);
            }
        }

        void close() {
            if (subscription != null) {
                subscription.close();
            }
        }
    }
}
