package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A partition goes from one member of a group to another. */
class HandOverTest {
    private static void send(MessageTransport transport, Channel channel, String id, String key) throws Exception {
        Fixtures.accept(transport, channel, Fixtures.message(id, key));
    }

    @Test
    void what_is_still_handled_when_the_patience_ends_is_fenced_off_and_goes_to_the_other_as_a_further_attempt()
            throws Exception {
        try (MessageTransport one = Fixtures.transport("handover", "300ms");
                MessageTransport other = Fixtures.transport()) {
            Channel channel = Fixtures.channel(2);
            Inbox holding = new Inbox(delivery -> {});
            var first = one.subscribe(channel, "g", 10, holding);
            send(one, channel, "a", Fixtures.keyOf(channel, 0));
            send(one, channel, "b", Fixtures.keyOf(channel, 1));
            Delivery a = holding.take();
            Delivery b = holding.take();
            assertThat(a.fence().holds()).isTrue();
            assertThat(b.fence().holds()).isTrue();
            assertThat(a.fence().shard()).isNotEqualTo(b.fence().shard());

            Inbox taking = new Inbox(delivery -> {});
            var second = other.subscribe(channel, "g", 10, taking);
            Delivery taken = taking.take();
            boolean moved = taken.message().id().equals(a.message().id());
            Delivery lost = moved ? a : b;
            Delivery kept = moved ? b : a;
            assertThat(taken.attempt()).isEqualTo(2);
            assertThat(lost.fence().holds()).isFalse();
            assertThat(kept.fence().holds()).isTrue();
            assertThat(taken.fence().holds()).isTrue();
            assertThat(taken.fence().shard()).isEqualTo(lost.fence().shard());
            assertThat(taken.fence().token()).isGreaterThan(lost.fence().token());

            lost.ack(); // too late: does nothing
            second.close();
            Delivery again = holding.takeUntil(lost.message().id());
            assertThat(again.attempt()).isEqualTo(2);
            assertThat(again.fence().token()).isGreaterThan(taken.fence().token());
            assertThat(taken.fence().holds()).isFalse();
            first.close();
            assertThat(again.fence().holds()).isFalse();
        }
    }

    @Test
    void what_is_handled_in_time_is_with_one_member_only() throws Exception {
        try (MessageTransport one = Fixtures.transport();
                MessageTransport other = Fixtures.transport()) {
            Channel channel = Fixtures.channel(2);
            AtomicBoolean hold = new AtomicBoolean(true);
            BlockingQueue<String> handled = new LinkedBlockingQueue<>();
            Inbox holding = new Inbox(delivery -> {
                if (!hold.get()) {
                    delivery.ack();
                    handled.add(delivery.message().id());
                }
            });
            var first = one.subscribe(channel, "g", 10, holding);
            send(one, channel, "a", Fixtures.keyOf(channel, 0));
            send(one, channel, "b", Fixtures.keyOf(channel, 1));
            Delivery a = holding.take();
            Delivery b = holding.take();
            Inbox taking = new Inbox(delivery -> {
                delivery.ack();
                handled.add(delivery.message().id());
            });
            var second = other.subscribe(channel, "g", 10, taking);
            // also while one of the partitions is being handed over
            assertThat(a.fence().holds()).isTrue();
            assertThat(b.fence().holds()).isTrue();
            hold.set(false);
            a.ack();
            b.ack();
            for (int i = 0; taking.ids().isEmpty(); i++) {
                send(one, channel, "a" + i, Fixtures.keyOf(channel, 0));
                send(one, channel, "b" + i, Fixtures.keyOf(channel, 1));
                for (int each = 0; each < 2; each++) {
                    assertThat(handled.poll(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS))
                            .isNotNull();
                }
            }
            assertThat(taking.ids()).doesNotContain("a", "b");
            second.close();
            first.close();
        }
    }

    @Test
    void a_handler_that_takes_longer_than_the_session_keeps_its_partition() throws Exception {
        // a machine that stands still for a second ends no session
        try (MessageTransport transport = Fixtures.transport("session", "2s")) {
            Channel channel = Fixtures.channel(2);
            Inbox inbox = new Inbox(delivery -> {
                if (!delivery.message().id().equals("slow")) {
                    delivery.ack();
                }
            });
            var subscription = transport.subscribe(channel, "g", 10, inbox);
            send(transport, channel, "slow", Fixtures.keyOf(channel, 0));
            Delivery slow = inbox.take();
            long end = System.nanoTime() + Duration.ofMillis(3500).toNanos();
            for (int i = 0; System.nanoTime() - end < 0; i++) {
                send(transport, channel, "quick" + i, Fixtures.keyOf(channel, 1));
                inbox.takeUntil("quick" + i);
            }
            assertThat(slow.fence().holds()).isTrue();
            slow.ack();
            subscription.drain(Duration.ofSeconds(5));
            assertThat(inbox.ids().stream().filter("slow"::equals)).hasSize(1);
        }
    }
}
