package io.quintet.payload;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A transport that carries nothing, of which only the limits are of interest. */
record Limited(int most, Optional<Duration> retention) implements MessageTransport {
    static Limited to(int most) {
        return new Limited(most, Optional.empty());
    }

    Limited keeping(Duration time) {
        return new Limited(most, Optional.of(time));
    }

    @Override
    public String name() {
        return "limited";
    }

    @Override
    public Guarantees guarantees() {
        return Guarantees.of(most, Guarantee.REDELIVERY);
    }

    @Override
    public CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(Channel channel, String group, int credit, Consumer<Delivery> consumer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Channel channel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
