package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queues that have expired, or that somebody has removed. */
@Timeout(60)
class LostQueuesTest {
    private final Names names = new Names(Fixtures.unique("lost") + ".");

    private static void remove(String... queues) throws Exception {
        try (Connection connection = Fixtures.connect()) {
            for (String queue : queues) {
                connection.createChannel().queueDelete(queue);
            }
        }
    }

    @Test
    void a_member_that_lives_has_them_again() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("events", Channel.Kind.PUBLISH_SUBSCRIBE, 2);
            Inbox first = new Inbox(Delivery::ack);
            Inbox late = new Inbox(Delivery::ack);
            transport.subscribe(channel, "first", 10, first);
            transport.subscribe(channel, "late", 10, late);
            remove(names.queue("events", 0, "late"), names.queue("events", 1, "late"));
            for (int i = 0; late.ids().isEmpty(); i++) { // what comes before its queues are there again is not for it
                Fixtures.accept(transport, channel, Fixtures.message("m" + i, "k" + i));
                first.takeUntil("m" + i);
            }
        }
    }

    @Test
    void a_shard_whose_state_was_removed_is_handed_over_all_the_same() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 1);
            Inbox first = new Inbox(Delivery::ack);
            Subscription subscription = transport.subscribe(channel, "g", 10, first);
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            first.take();
            remove(names.state(names.queue("orders", 0)));
            subscription.drain(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS));
            Inbox next = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, next);
            Fixtures.accept(transport, channel, Fixtures.message("b", "k"));
            assertThat(next.take().message().id()).isEqualTo("b");
        }
    }

    @Test
    void what_nobody_consumes_does_not_expire_while_there_are_members() throws Exception {
        Duration expire = Duration.ofSeconds(3);
        try (MessageTransport transport =
                        Fixtures.transport("prefix", names.prefix(), "expire", expire.toSeconds() + "s");
                Connection connection = Fixtures.connect()) {
            Channel channel = new Channel("events", Channel.Kind.PUBLISH_SUBSCRIBE, 1);
            transport.subscribe(channel, "first", 10, Delivery::ack);
            transport.subscribe(channel, "late", 10, Delivery::ack);
            LockSupport.parkNanos(expire.multipliedBy(2).toNanos()); // a look would count as use
            com.rabbitmq.client.Channel bare = connection.createChannel();
            assertThat(bare.queueDeclarePassive(names.groups(channel)).getMessageCount())
                    .isOne();
            bare.queueDeclarePassive(names.state(names.queue("events", 0)));
            bare.queueDeclarePassive(names.state(names.queue("events", 0, "late")));
        }
    }

    @Test
    void a_shard_that_was_lost_is_there_again_and_the_others_go_on_meanwhile() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 3);
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            for (int shard = 0; shard < 3; shard++) {
                Fixtures.accept(transport, channel, Fixtures.message("before " + shard, Fixtures.key(channel, shard)));
                inbox.take();
            }
            remove(names.queue("orders", 1));
            String lost = Fixtures.key(channel, 1);
            for (int i = 0;
                    Fixtures.send(transport, channel, Fixtures.message("lost " + i, lost)) instanceof Receipt.Failed;
                    i++) {
                for (int shard : new int[] {0, 2}) {
                    String id = "meanwhile " + i + " " + shard;
                    Fixtures.accept(transport, channel, Fixtures.message(id, Fixtures.key(channel, shard)));
                    assertThat(inbox.take().message().id()).isEqualTo(id);
                }
            }
            assertThat(inbox.take().message().id()).startsWith("lost");
        }
    }

    @Test
    void what_is_not_due_has_its_queue_again() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 1);
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            remove(names.delayed("orders"));
            AtomicInteger tries = new AtomicInteger();
            Fixtures.await("a delayed message is taken", () -> {
                String id = "m" + tries.incrementAndGet();
                return Fixtures.sent(transport, channel, delayed(id)).equals(Receipt.Accepted.INSTANCE);
            });
            inbox.takeUntil("m" + tries);
        }
    }

    private static Message delayed(String id) {
        Message message = Fixtures.message(id, "k");
        long due = System.currentTimeMillis() + 1000;
        return new Message(message.headers().with(HeaderNames.NOT_BEFORE, Long.toString(due)), message.payload());
    }

    @Test
    void members_are_counted_again() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 2);
            Inbox first = new Inbox(Delivery::ack);
            Inbox second = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, first);
            remove(names.members(names.queue("orders", 0)));
            transport.subscribe(channel, "g", 10, second);
            AtomicInteger sent = new AtomicInteger();
            Fixtures.await("a share of the second", () -> {
                Fixtures.sent(
                        transport,
                        channel,
                        Fixtures.message("m" + sent, Fixtures.key(channel, sent.getAndIncrement() % 2)));
                return !second.ids().isEmpty();
            });
        }
    }

    @Test
    void a_shard_that_cannot_be_taken_keeps_none_of_the_others_from_being_taken() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix());
                Connection connection = Fixtures.connect()) {
            Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 3);
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            com.rabbitmq.client.Channel bare = connection.createChannel();
            bare.queueDelete(names.queue("orders", 1));
            bare.queueDeclare(names.queue("orders", 1), false, true, true, Map.of()); // nobody else's
            bare.queueDelete(names.queue("orders", 2));
            AtomicInteger sent = new AtomicInteger();
            Fixtures.await("a message of the third shard", () -> {
                Fixtures.sent(
                        transport, channel, Fixtures.message("m" + sent.getAndIncrement(), Fixtures.key(channel, 2)));
                return !inbox.ids().isEmpty();
            });
        }
    }

    private static boolean any(DeadLetters letters) {
        try {
            return !letters.counts(DeadLetters.Filter.ALL).isEmpty();
        } catch (QuintetException e) {
            assertThat(e.code()).isEqualTo(Code.NOT_FOUND);
            return false;
        }
    }

    @Test
    void dead_letters_have_their_queue_again() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 1);
            DeadLetters letters = transport.deadLetters().orElseThrow();
            transport.subscribe(channel, "g", 10, delivery -> delivery.reject(new IllegalStateException("no")));
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            Fixtures.await("a dead letter", () -> any(letters));
            remove(names.dead());
            Fixtures.accept(transport, channel, Fixtures.message("b", "k"));
            Fixtures.await("a dead letter", () -> any(letters));
        }
    }

    @Test
    void what_is_replayed_for_a_group_without_any_goes_to_no_other_group_and_stays_a_dead_letter() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("events", Channel.Kind.PUBLISH_SUBSCRIBE, 1);
            for (String group : List.of("first", "late")) {
                Inbox rejecting = new Inbox(delivery -> delivery.reject(new IllegalStateException("no")));
                var subscription = transport.subscribe(channel, group, 10, rejecting);
                Fixtures.accept(transport, channel, Fixtures.message("to " + group, "k"));
                rejecting.takeUntil("to " + group);
                subscription.drain(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS));
            }
            DeadLetters letters = transport.deadLetters().orElseThrow();
            remove(names.queue("events", 0, "late"));
            assertThatThrownBy(() -> letters.replay(new DeadLetters.Filter("events", "late")))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                    .hasMessageContaining("group late has no queue any more");
            assertThat(letters.replay(new DeadLetters.Filter("events", "first")))
                    .isOne();
            assertThat(letters.counts(DeadLetters.Filter.ALL))
                    .containsExactly(new DeadLetters.Count("events", "late", 1));
        }
    }
}
