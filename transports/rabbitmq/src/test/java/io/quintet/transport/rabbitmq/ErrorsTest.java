package io.quintet.transport.rabbitmq;

import io.quintet.message.Channel;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errors that nobody expects, such as a heap that is used up. */
@Timeout(60)
class ErrorsTest {
    @Test
    void a_subscription_goes_on_after_one() throws Exception {
        Channel channel = Fixtures.channel(1);
        try (MessageTransport transport = Fixtures.transport()) {
            Inbox inbox = new Inbox(delivery -> {
                if (delivery.message().id().equals("a")) {
                    throw new AssertionError("the consumer is broken");
                }
                delivery.ack();
            });
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("a", "k1"));
            inbox.takeUntil("a");
            Fixtures.accept(transport, channel, Fixtures.message("b", "k2"));
            inbox.takeUntil("b");
            transport.remove(channel);
        }
    }
}
