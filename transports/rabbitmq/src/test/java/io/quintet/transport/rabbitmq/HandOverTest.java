package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shards that go to another member. */
@Timeout(120)
class HandOverTest {
    private static final int SHARDS = 8;

    private final Channel channel = Fixtures.channel(SHARDS);

    /** To each shard but the first. */
    private void send(MessageTransport transport, String id) throws Exception {
        for (int shard = 1; shard < SHARDS; shard++) {
            Fixtures.accept(transport, channel, Fixtures.message(id + shard, Fixtures.key(channel, shard)));
        }
    }

    private static void takeAll(Inbox inbox) throws Exception {
        for (int shard = 1; shard < SHARDS; shard++) {
            inbox.take();
        }
    }

    @Test
    void a_member_that_drains_gives_the_others_at_once_what_it_does_not_handle_and_takes_nothing() throws Exception {
        try (MessageTransport one = Fixtures.transport("handover", "10ms");
                MessageTransport other = Fixtures.transport();
                MessageTransport third = Fixtures.transport()) {
            Inbox holding = new Inbox(delivery -> {});
            Subscription leaving = one.subscribe(channel, "g", 10, holding);
            String key = Fixtures.key(channel, 0);
            Fixtures.accept(one, channel, Fixtures.message("slow", key));
            Delivery slow = holding.take();
            Inbox next = new Inbox(Delivery::ack);
            other.subscribe(channel, "g", 10, next);
            Thread draining =
                    Thread.ofVirtual().start(() -> leaving.drain(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS)));
            send(other, "a");
            takeAll(next);
            Inbox briefly = new Inbox(Delivery::ack);
            Subscription brief = third.subscribe(channel, "g", 10, briefly);
            Fixtures.await("a share of the third", () -> {
                try {
                    send(other, "b");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                return !briefly.ids().isEmpty();
            });
            brief.drain(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS));
            send(other, "c");
            for (int shard = 1; shard < SHARDS; shard++) {
                String id = "c" + shard;
                Fixtures.await(id, () -> next.ids().contains(id));
            }
            assertThat(slow.fence().holds()).isTrue();
            assertThat(draining.isAlive()).isTrue();
            Fixtures.accept(other, channel, Fixtures.message("d", key));
            slow.ack();
            next.takeUntil("d");
            draining.join();
            assertThat(holding.ids()).containsExactly("slow");
            one.remove(channel);
        }
    }
}
