package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a member takes before what it has is settled. */
@Timeout(120)
class CreditTest {
    @Test
    void a_message_that_is_not_settled_holds_up_the_shard_when_much_is_settled_behind_it_but_no_other_shard()
            throws Exception {
        Channel channel = Fixtures.channel(2);
        List<String> keys = Fixtures.keysOf(channel, 0).limit(41).toList();
        try (MessageTransport transport = Fixtures.transport()) {
            Inbox inbox = new Inbox(delivery -> {
                if (!delivery.message().id().equals("slow")) {
                    delivery.ack();
                }
            });
            transport.subscribe(channel, "g", 4, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("slow", keys.getFirst()));
            Delivery slow = inbox.take();
            for (int i = 1; i <= 40; i++) {
                Fixtures.accept(transport, channel, Fixtures.message("m" + i, keys.get(i)));
            }
            inbox.takeUntil("m16"); // four for each that may be unsettled
            Fixtures.accept(transport, channel, Fixtures.message("other", Fixtures.keyOf(channel, 1)));
            inbox.takeUntil("other");
            assertThat(inbox.ids()).doesNotContain("m17");
            slow.ack();
            inbox.takeUntil("m40");
            assertThat(inbox.ids()).hasSize(42);
        }
    }
}
