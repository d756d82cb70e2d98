package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a message that is not settled holds back. */
class HeldBackTest {
    private static final int CREDIT = 4;

    @Test
    void a_shard_that_holds_too_much_behind_a_message_that_waits_stops_no_other_shard() throws Exception {
        Channel channel = Fixtures.channel(2);
        try (MessageTransport transport = Fixtures.transport()) {
            Inbox inbox = new Inbox(delivery -> {
                if (delivery.message().id().equals("poison")) {
                    delivery.retry(Duration.ofSeconds(20), new IllegalStateException("not yet"));
                } else {
                    delivery.ack();
                }
            });
            transport.subscribe(channel, "g", CREDIT, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("poison", Fixtures.key(channel, 0)));
            inbox.takeUntil("poison");
            for (String key :
                    Fixtures.keys(channel, 0).skip(1).limit(10 * CREDIT).toList()) {
                Fixtures.accept(transport, channel, Fixtures.message("behind " + key, key));
            }
            Fixtures.accept(transport, channel, Fixtures.message("other", Fixtures.key(channel, 1)));
            inbox.takeUntil("other");
            assertThat(inbox.ids()).containsOnlyOnce("poison");
            transport.remove(channel);
        }
    }
}
