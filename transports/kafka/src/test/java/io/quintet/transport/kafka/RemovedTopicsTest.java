package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Deadline;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.tck.Inbox;
import io.quintet.transport.kafka.server.KafkaServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics that somebody removes while they are used. */
@Timeout(120)
class RemovedTopicsTest {
    private final String prefix = Fixtures.unique("removed") + ".";
    private final Channel channel = Fixtures.channel(1);

    private void remove(String topic) throws Exception {
        try (Admin admin = Fixtures.admin()) {
            admin.deleteTopics(List.of(prefix + topic)).all().get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private MessageTransport transport() {
        return Fixtures.transport("prefix", prefix, "send-timeout", "2s");
    }

    private static Message due(String id) {
        return Fixtures.due(id, Duration.ofMillis(100));
    }

    @Test
    void that_of_a_channel_is_there_again_after_one_send_has_failed() throws Exception {
        try (MessageTransport transport = transport()) {
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            remove(channel.name());
            assertThat(Fixtures.send(transport, channel, Fixtures.message("b", "k")))
                    .isInstanceOf(Receipt.Failed.class);
            List<Message> batch = IntStream.range(0, 20)
                    .mapToObj(i -> Fixtures.message("c" + i, "k"))
                    .toList();
            assertThat(transport.send(channel, batch))
                    .succeedsWithin(Duration.ofSeconds(3))
                    .asInstanceOf(InstanceOfAssertFactories.list(Receipt.class))
                    .hasSize(20)
                    .containsOnly(Receipt.Accepted.INSTANCE);
        }
    }

    @Test
    void that_of_messages_that_are_not_due_is_there_again_after_one_send_has_failed() throws Exception {
        try (MessageTransport transport = transport()) {
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, due("a"));
            inbox.takeUntil("a");
            remove("_delayed");
            Receipt first = Fixtures.send(transport, channel, due("b"));
            assertThat(first).isInstanceOf(Receipt.Failed.class);
            Fixtures.accept(transport, channel, due("c"));
            assertThat(inbox.take().message().id()).isEqualTo("c");
        }
    }

    @Test
    void that_of_messages_that_are_not_due_may_be_made_anew_before_anybody_sees_that_it_is_gone() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", prefix)) {
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            for (int i = 0; i < 3; i++) {
                Fixtures.accept(transport, channel, Fixtures.due("lost" + i, Duration.ofSeconds(3)));
            }
            Fixtures.accept(transport, channel, due("a"));
            inbox.takeUntil("a");
            remove("_delayed");
            create();
            for (int i = 0; i < 3; i++) {
                Fixtures.accept(transport, channel, Fixtures.due("later" + i, Duration.ofHours(1)));
            }
            Fixtures.accept(transport, channel, due("b"));
            Fixtures.accept(transport, channel, Fixtures.due("c", Duration.ofSeconds(6)));
            inbox.takeUntil("c");
            assertThat(inbox.ids()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void of_a_channel_that_is_gone_for_a_minute_nothing_is_held_back_any_more() throws Exception {
        AtomicReference<Clock> hands = new AtomicReference<>(Clock.systemUTC());
        ServiceContext usual =
                Fixtures.context(Map.of("url", KafkaServer.shared().address(), "prefix", prefix));
        ServiceContext context = new ServiceContext(
                usual.service(), usual.instance(), usual.settings(), following(hands), usual.scheduler());
        try (MessageTransport transport = new KafkaTransportProvider().create(context)) {
            Channel other = Fixtures.channel(1);
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(other, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.due("gone", Duration.ofSeconds(1)));
            remove(channel.name());
            Fixtures.accept(transport, other, Fixtures.due("a", Duration.ofSeconds(2)));
            assertThat(inbox.take().message().id()).isEqualTo("a");
            assertThat(heldBack()).isOne();
            hands.set(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
            Deadline deadline = Deadline.in(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS));
            while (heldBack() > 0) {
                assertThat(deadline.expired()).isFalse();
            }
        }
    }

    private static Clock following(AtomicReference<Clock> hands) {
        return new Clock() {
            @Override
            public Instant instant() {
                return hands.get().instant();
            }

            @Override
            public ZoneId getZone() {
                return hands.get().getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return hands.get().withZone(zone);
            }
        };
    }

    private int heldBack() {
        ServiceContext context =
                Fixtures.context(Map.of("url", KafkaServer.shared().address()));
        Set<String> keys = new HashSet<>();
        try (TopicReader reader =
                new TopicReader(new Clients(KafkaSettings.of(context.settings()), "looking").reader())) {
            reader.read(prefix + "_delayed", 0, Long.MAX_VALUE, wire -> {
                String key = new String(wire.key(), UTF_8);
                if (wire.value() == null) {
                    keys.remove(key);
                } else {
                    keys.add(key);
                }
            });
        }
        return keys.size();
    }

    private void create() throws Exception {
        try (Admin admin = Fixtures.admin()) {
            admin.createTopics(List.of(new NewTopic(prefix + "_delayed", 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void that_of_dead_letters_is_there_again_when_one_is_to_be_written() throws Exception {
        try (MessageTransport transport = transport()) {
            Inbox rejecting = new Inbox(delivery -> delivery.reject(new IllegalStateException("no")));
            transport.subscribe(channel, "g", 10, rejecting);
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            Fixtures.accept(transport, channel, Fixtures.message("b", "k"));
            rejecting.takeUntil("b"); // that of a is kept
            remove("_dead.g");
            Fixtures.accept(transport, channel, Fixtures.message("c", "k"));
            Fixtures.accept(transport, channel, Fixtures.message("d", "k"));
            rejecting.takeUntil("d");
            DeadLetters letters = transport.deadLetters().orElseThrow();
            assertThat(letters.list(DeadLetters.Filter.ALL, DeadLetters.Page.first(DeadLetters.Order.OLDEST_FIRST, 10)))
                    .extracting(letter -> letter.message().id())
                    .contains("c");
        }
    }
}
