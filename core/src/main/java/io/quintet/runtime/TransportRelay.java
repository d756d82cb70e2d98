package io.quintet.runtime;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends what comes out of the outbox over the transport that it was meant for. */
record TransportRelay(Transports transports) implements ServiceDatabase.Relay {
    @Override
    public CompletableFuture<List<Receipt>> send(String transport, Channel channel, List<Message> batch) {
        return transports.messages(transport).send(channel, batch);
    }

    @Override
    public boolean takesAllOrNone(String transport) {
        return transports.messages(transport).guarantees().kept().contains(Guarantee.ATOMIC_BATCH);
    }
}
