package io.quintet.tck;

import io.quintet.DomainException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Fence;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.spi.Transport;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The memory transport, broken in one way. */
final class SabotagedTransport implements MessageTransport, CallTransport {
    private static final Set<Transport> ALL = ConcurrentHashMap.newKeySet();

    private final Transport sound;
    private final MessageTransport messages;
    private final CallTransport calls;
    private final Sabotage sabotage;

    SabotagedTransport(Transport sound, Sabotage sabotage) {
        this.sound = sound;
        this.messages = (MessageTransport) sound;
        this.calls = (CallTransport) sound;
        this.sabotage = sabotage;
        ALL.add(sound);
    }

    @Override
    public String name() {
        return SabotagedProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return SabotagedProvider.PROMISED;
    }

    @Override
    public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        return sabotage.send(messages, sabotage.channel(channel), sabotage.sent(batch))
                .thenApply(receipts ->
                        receipts.stream().anyMatch(Receipt.Failed.class::isInstance) && sabotage.admitsFailure()
                                ? receipts
                                : Collections.nCopies(batch.size(), Receipt.Accepted.INSTANCE));
    }

    @Override
    public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        Set<Delivery> unsettled = ConcurrentHashMap.newKeySet();
        Subscription subscription = messages.subscribe(
                sabotage.channel(channel), sabotage.group(group), sabotage.credit(credit), delivery -> {
                    unsettled.add(delivery);
                    consumer.accept(new Wrapped(delivery, unsettled));
                });
        return new Subscription() {
            @Override
            public void drain(Duration patience) {
                sabotage.drain(subscription, patience);
            }

            @Override
            public void close() {
                sabotage.close(subscription, unsettled);
            }
        };
    }

    private final class Wrapped implements Delivery {
        private final Delivery delivery;
        private final Set<Delivery> unsettled;

        Wrapped(Delivery delivery, Set<Delivery> unsettled) {
            this.delivery = delivery;
            this.unsettled = unsettled;
        }

        @Override
        public Message message() {
            return sabotage.received(delivery.message());
        }

        @Override
        public int attempt() {
            return sabotage.attempt(delivery.attempt());
        }

        @Override
        public Fence fence() {
            return delivery.fence();
        }

        @Override
        public void ack() {
            unsettled.remove(delivery);
            delivery.ack();
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            unsettled.remove(delivery);
            sabotage.retry(delivery, after, cause);
        }

        @Override
        public void reject(Throwable cause) {
            unsettled.remove(delivery);
            sabotage.reject(delivery, cause);
        }
    }

    @Override
    public Optional<DeadLetters> deadLetters() {
        return messages.deadLetters().map(sound -> sabotage.deadLetters(sound, messages));
    }

    @Override
    public void remove(Channel channel) {
        if (sabotage.removes()) {
            messages.remove(sabotage.channel(channel));
        }
    }

    @Override
    public Object call(Endpoint endpoint, Call call) throws DomainException {
        return sabotage.call(calls, endpoint, call);
    }

    @Override
    public Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        return calls.serve(operations, handler);
    }

    @Override
    public void drain(Duration patience) {
        calls.drain(patience);
    }

    @Override
    public void close() {
        sabotage.close(sound, ALL);
        ALL.remove(sound);
    }
}
