package io.quintet.transport.sql.powerloss;

import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import java.time.Duration;

/** A delivery of some other transport, for the service's database to handle; nobody waits for what becomes of it. */
record Received(Message message) implements Delivery {
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
}
