package io.quintet.runtime;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A transport whose receipts and deliveries a test makes. */
final class ScriptedTransport implements MessageTransport {
    private final Guarantees guarantees;
    private final String address;
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private volatile @Nullable Consumer<Delivery> subscriber;

    ScriptedTransport(Guarantees guarantees, String address) {
        this.guarantees = guarantees;
        this.address = address;
    }

    record Sent(Channel channel, Message message, CompletableFuture<List<Receipt>> receipts) {}

    Sent next() throws InterruptedException {
        return sent.take();
    }

    void deliver(Message message) {
        Consumer<Delivery> consumer = subscriber;
        if (consumer == null) {
            throw new AssertionError("nobody has subscribed");
        }
        consumer.accept(new Delivery() {
            @Override
            public Message message() {
                return message;
            }

            @Override
            public int attempt() {
                return 1;
            }

            @Override
            public void ack() {}

            @Override
            public void retry(Duration after, Throwable cause) {
                throw new AssertionError(cause);
            }

            @Override
            public void reject(Throwable cause) {
                throw new AssertionError(cause);
            }
        });
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Guarantees guarantees() {
        return guarantees;
    }

    @Override
    public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        CompletableFuture<List<Receipt>> receipts = new CompletableFuture<>();
        sent.add(new Sent(channel, batch.getFirst(), receipts));
        return receipts;
    }

    @Override
    public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        subscriber = consumer;
        return new Subscription() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public void drain(Duration patience) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public void remove(Channel channel) {}

    @Override
    public void close() {}
}
