package io.quintet.verify;

import io.quintet.faults.Decoration;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.ServiceDatabase;
import io.quintet.spi.Subscription;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A decoration with one part changed on top.
 *
 * @param below the decoration
 * @param database changes the database
 * @param sent changes each message that is sent
 * @param arrived takes each delivery, and whom it is for
 */
record Altered(
        Decoration below,
        UnaryOperator<ServiceDatabase> database,
        UnaryOperator<Message> sent,
        BiConsumer<Delivery, Consumer<Delivery>> arrived)
        implements Decoration {
    private static void asItComes(Delivery delivery, Consumer<Delivery> consumer) {
        consumer.accept(delivery);
    }

    static Decoration database(Decoration below, UnaryOperator<ServiceDatabase> change) {
        return new Altered(below, change, UnaryOperator.identity(), Altered::asItComes);
    }

    static Decoration messages(Decoration below, UnaryOperator<Message> change) {
        return new Altered(below, UnaryOperator.identity(), change, Altered::asItComes);
    }

    static Decoration deliveries(Decoration below, BiConsumer<Delivery, Consumer<Delivery>> change) {
        return new Altered(below, UnaryOperator.identity(), UnaryOperator.identity(), change);
    }

    @Override
    public MessageTransport messages(MessageTransport carrier, ServiceContext context) {
        return new Changed(below.messages(carrier, context), sent, arrived);
    }

    @Override
    public CallTransport calls(CallTransport carrier, ServiceContext context) {
        return below.calls(carrier, context);
    }

    @Override
    public ServiceDatabase database(ServiceDatabase carrier, ServiceContext context) {
        return database.apply(below.database(carrier, context));
    }

    private record Changed(
            MessageTransport below, UnaryOperator<Message> sent, BiConsumer<Delivery, Consumer<Delivery>> arrived)
            implements MessageTransport {
        @Override
        public String name() {
            return below.name();
        }

        @Override
        public Guarantees guarantees() {
            return below.guarantees();
        }

        @Override
        public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
            return below.send(channel, batch.stream().map(sent).toList());
        }

        @Override
        public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
            return below.subscribe(channel, group, credit, delivery -> arrived.accept(delivery, consumer));
        }

        @Override
        public void remove(Channel channel) {
            below.remove(channel);
        }

        @Override
        public void close() {
            below.close();
        }
    }
}
