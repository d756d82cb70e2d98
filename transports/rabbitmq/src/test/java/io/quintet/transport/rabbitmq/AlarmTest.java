package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.tck.Inbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A RabbitMQ that is short of memory reads nothing from connections that publish; what it has stored it hands out. */
@Timeout(180)
class AlarmTest {
    private final Names names = new Names(Fixtures.unique("alarm") + ".");

    @AfterEach
    void end() {
        Fixtures.server().alarm(false);
    }

    /** From a first message on RabbitMQ reads nothing from a connection, and says so. */
    private static void hold(MessageTransport transport, Channel channel) throws Exception {
        Fixtures.server().alarm(true);
        assertThat(Fixtures.send(transport, channel, Fixtures.message("one too many", "k")))
                .isInstanceOf(Receipt.Failed.class);
    }

    private MessageTransport transport() {
        return Fixtures.transport("prefix", names.prefix(), "send-timeout", "2s", "prefetch", "4");
    }

    @Test
    void what_is_stored_is_handed_out_by_the_next_owners_and_their_tokens_are_stored_afterwards() throws Exception {
        Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 2);
        Channel other = new Channel("other", Channel.Kind.POINT_TO_POINT, 1);
        try (MessageTransport first = transport();
                MessageTransport second = transport();
                Connection connection = Fixtures.connect()) {
            Inbox holding = new Inbox(delivery -> {});
            first.subscribe(channel, "g", 2, holding);
            List<String> stored = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stored.add("m" + i);
                Fixtures.accept(first, channel, Fixtures.message("m" + i, Fixtures.key(channel, i % 2)));
            }
            List<Long> tokens = List.of(
                    holding.take().fence().token(), holding.take().fence().token());
            Inbox next = new Inbox(Delivery::ack);
            Fixtures.accept(second, other, Fixtures.message("before", "k"));
            hold(second, other);
            second.subscribe(channel, "g", 10, next);
            CompletableFuture<Void> closed = CompletableFuture.runAsync(first::close);
            List<Delivery> got = new ArrayList<>();
            while (got.size() < stored.size()) {
                got.add(next.take());
            }
            assertThat(next.ids()).containsExactlyInAnyOrderElementsOf(stored);
            for (Delivery each : got) {
                assertThat(each.fence().token())
                        .isGreaterThan(tokens.getFirst())
                        .isGreaterThan(tokens.getLast());
            }
            assertThat(closed).succeedsWithin(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);

            Fixtures.server().alarm(false);
            com.rabbitmq.client.Channel bare = connection.createChannel();
            for (int shard = 0; shard < 2; shard++) {
                String queue = names.queue("orders", shard);
                long token = got.stream()
                        .filter(each -> each.fence().shard().equals(queue))
                        .findFirst()
                        .orElseThrow()
                        .fence()
                        .token();
                Fixtures.await("the token of " + queue + " is stored", () -> stored(bare, queue) == token);
            }
            Fixtures.await(
                    "RabbitMQ takes messages again",
                    () -> Fixtures.sent(second, channel, Fixtures.message("afterwards", "k"))
                            .equals(Receipt.Accepted.INSTANCE));
            next.takeUntil("afterwards");
        }
    }

    private long stored(com.rabbitmq.client.Channel bare, String queue) {
        try {
            var state = bare.basicGet(names.state(queue), false);
            if (state == null) {
                return -1;
            }
            bare.basicNack(state.getEnvelope().getDeliveryTag(), false, true);
            return State.decode(state.getBody()).token();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_group_that_comes_meanwhile_holds_up_nobody_who_receives() throws Exception {
        Channel channel = new Channel("events", Channel.Kind.PUBLISH_SUBSCRIBE, 1);
        try (MessageTransport transport = transport()) {
            CountDownLatch gate = new CountDownLatch(1);
            Inbox inbox = new Inbox(delivery -> Thread.startVirtualThread(() -> {
                awaitUninterruptibly(gate);
                delivery.ack();
            }));
            transport.subscribe(channel, "first", 10, inbox);
            List<Message> all = IntStream.range(0, 40)
                    .mapToObj(i -> Fixtures.message("m" + i, "k" + i))
                    .toList();
            assertThat(transport.send(channel, all).get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .allMatch(Receipt.Accepted.class::isInstance);
            hold(transport, channel);
            assertThatThrownBy(() -> transport.subscribe(channel, "late", 10, Delivery::ack))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("short of memory or disk space");
            gate.countDown();
            inbox.takeUntil("m39");
            assertThat(inbox.ids()).hasSize(40).doesNotHaveDuplicates();

            Fixtures.server().alarm(false);
            Inbox late = new Inbox(Delivery::ack);
            transport.subscribe(channel, "late", 10, late);
            Fixtures.accept(transport, channel, Fixtures.message("afterwards", "k"));
            late.takeUntil("afterwards");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch gate) {
        try {
            assertThat(gate.await(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_given_up_meanwhile_is_one_dead_letter_afterwards() throws Exception {
        Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 1);
        Channel other = new Channel("other", Channel.Kind.POINT_TO_POINT, 1);
        try (MessageTransport transport = transport()) {
            CountDownLatch gate = new CountDownLatch(1);
            Inbox inbox = new Inbox(delivery -> Thread.startVirtualThread(() -> {
                awaitUninterruptibly(gate);
                reject(delivery);
            }));
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            inbox.take();
            hold(transport, other);
            gate.countDown();
            inbox.take();
            inbox.take(); // RabbitMQ has taken neither
            Fixtures.server().alarm(false);
            var letters = transport.deadLetters().orElseThrow();
            Fixtures.await(
                    "a dead letter",
                    () -> !letters.counts(io.quintet.spi.DeadLetters.Filter.ALL).isEmpty());
            Fixtures.accept(transport, other, Fixtures.message("behind all that was held", "k"));
            assertThat(letters.counts(io.quintet.spi.DeadLetters.Filter.ALL))
                    .containsExactly(new io.quintet.spi.DeadLetters.Count("orders", "g", 1));
        }
    }

    private static void reject(Delivery delivery) {
        try {
            delivery.reject(new IllegalStateException("no"));
        } catch (QuintetException e) {
            assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
        }
    }
}
