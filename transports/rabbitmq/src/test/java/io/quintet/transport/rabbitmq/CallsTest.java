package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.Connection;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that somebody waits for, and their replies. */
class CallsTest {
    private final MessageTransport asking = Fixtures.transport();
    private final MessageTransport serving = Fixtures.transport();
    private final Channel calls = new Channel(Fixtures.unique("calls"), Channel.Kind.CALLS, 1);
    private final Channel replies = new Channel(Fixtures.unique("_awaited.test"), Channel.Kind.REPLIES, 1);

    @AfterEach
    void close() {
        asking.close();
        serving.remove(calls);
        serving.close();
    }

    private static Message message(String id, String header, String value) {
        return new Message(Headers.of(HeaderNames.ID, id).with(header, value), id.getBytes(UTF_8));
    }

    private Message request(String id, Subscription waiting) {
        return message(id, HeaderNames.REPLY_CHANNEL, replies.name() + "." + waiting.address());
    }

    /** Answers a request with its own id. */
    private void answer(Delivery delivery) {
        assertThat(reply(delivery.message())).isInstanceOf(Receipt.Accepted.class);
        delivery.ack();
    }

    /** Sends, and does not look at what becomes of it. */
    private static void ask(MessageTransport from, Channel to, Message... requests) {
        var unused = from.send(to, List.of(requests));
    }

    private Receipt reply(Message request) {
        Channel to = new Channel(String.valueOf(request.header(HeaderNames.REPLY_CHANNEL)), Channel.Kind.REPLIES, 1);
        return serving.send(to, List.of(message("re " + request.id(), HeaderNames.CORRELATION_ID, request.id())))
                .join()
                .getFirst();
    }

    private static Receipt receipt(CompletableFuture<List<Receipt>> sent) throws Exception {
        return sent.get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS).getFirst();
    }

    private static QuintetException failure(CompletableFuture<List<Receipt>> sent) throws Exception {
        assertThat(receipt(sent)).isInstanceOf(Receipt.Failed.class);
        return ((Receipt.Failed) receipt(sent)).error();
    }

    @Test
    void a_request_is_known_to_have_been_accepted_when_its_reply_has_come() throws Exception {
        Inbox requests = new Inbox(delivery -> {});
        Inbox answers = new Inbox(Delivery::ack);
        serving.subscribe(calls, "g", 10, requests);
        Subscription waiting = asking.subscribe(replies, "replies", 10, answers);
        var sent = asking.send(calls, List.of(request("a", waiting)));
        Delivery got = requests.take();
        assertThat(got.message().payload()).isEqualTo("a".getBytes(UTF_8));
        assertThat(got.attempt()).isEqualTo(1);
        assertThat(sent).isNotDone();
        assertThat(reply(got.message())).isInstanceOf(Receipt.Accepted.class);
        got.ack();
        assertThat(answers.take().message().header(HeaderNames.CORRELATION_ID)).isEqualTo("a");
        assertThat(receipt(sent)).isInstanceOf(Receipt.Accepted.class);
    }

    @Test
    void a_request_that_no_queue_takes_fails_at_once_and_the_next_makes_the_queue_anew() throws Exception {
        Inbox answers = new Inbox(Delivery::ack);
        serving.subscribe(calls, "g", 10, this::answer);
        Subscription waiting = asking.subscribe(replies, "replies", 10, answers);
        ask(asking, calls, request("before", waiting));
        answers.takeUntil("re before");
        try (MessageTransport other = Fixtures.transport()) {
            Subscription alone = other.subscribe(replies, "replies", 10, answers);
            Channel unserved = new Channel(Fixtures.unique("unserved"), Channel.Kind.CALLS, 1);
            ask(other, unserved, request("waits", alone));
            serving.remove(unserved);
            QuintetException failure = failure(other.send(unserved, List.of(request("returned", alone))));
            assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(failure.retrySafe()).isTrue();
            assertThat(failure).hasMessageContaining(unserved.name());
            serving.subscribe(unserved, "g", 10, this::answer);
            ask(other, unserved, request("after", alone));
            answers.takeUntil("re after");
            serving.remove(unserved);
        }
    }

    @Test
    void a_member_whose_queue_is_removed_makes_it_anew() throws Exception {
        Inbox answers = new Inbox(Delivery::ack);
        serving.subscribe(calls, "g", 10, this::answer);
        Subscription waiting = asking.subscribe(replies, "replies", 10, answers);
        try (Connection connection = Fixtures.connect()) {
            connection.createChannel().queueDelete(calls.name() + "/0");
        }
        while (receipt(asking.send(calls, List.of(request("a", waiting)))) instanceof Receipt.Failed) {
            Thread.onSpinWait();
        }
        answers.takeUntil("re a");
    }

    @Test
    void a_reply_to_an_instance_that_has_gone_is_dropped() throws Exception {
        Inbox requests = new Inbox(Delivery::ack);
        serving.subscribe(calls, "g", 10, requests);
        Subscription waiting = asking.subscribe(replies, "replies", 10, delivery -> {});
        ask(asking, calls, request("a", waiting));
        Message request = requests.take().message();
        asking.close();
        assertThat(reply(request)).isInstanceOf(Receipt.Accepted.class);
        try (MessageTransport other = Fixtures.transport()) {
            Inbox answers = new Inbox(Delivery::ack);
            Subscription next = other.subscribe(replies, "replies", 10, answers);
            assertThat(reply(request("b", next))).isInstanceOf(Receipt.Accepted.class);
            assertThat(answers.take().message().id()).isEqualTo("re b");
        }
    }

    @Test
    void a_request_that_has_expired_is_not_delivered_and_its_sender_told() throws Exception {
        Subscription waiting = asking.subscribe(replies, "replies", 10, delivery -> {});
        Message late = request("late", waiting);
        Message expiring = new Message(
                late.headers().with(HeaderNames.EXPIRES, Long.toString(System.currentTimeMillis() + 50)),
                late.payload());
        assertThat(failure(asking.send(calls, List.of(expiring))).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        Inbox requests = new Inbox(Delivery::ack);
        serving.subscribe(calls, "g", 10, requests);
        ask(asking, calls, request("next", waiting));
        assertThat(requests.take().message().id()).isEqualTo("next");
    }

    @Test
    void what_a_member_has_taken_and_not_settled_goes_to_another_when_it_drains() throws Exception {
        Inbox first = new Inbox(delivery -> {});
        Subscription leaving = serving.subscribe(calls, "g", 1, first);
        Subscription waiting = asking.subscribe(replies, "replies", 10, delivery -> {});
        ask(asking, calls, request("a", waiting), request("b", waiting));
        Delivery held = first.take();
        leaving.drain(Duration.ofMillis(10));
        held.ack();
        Inbox second = new Inbox(Delivery::ack);
        serving.subscribe(calls, "g", 10, second);
        Delivery again = second.takeUntil("a");
        assertThat(again.attempt()).isEqualTo(2);
        second.takeUntil("b");
        assertThat(first.ids()).containsExactly("a");
    }

    @Test
    void a_member_has_no_more_than_its_credit() throws Exception {
        Inbox held = new Inbox(delivery -> {});
        serving.subscribe(calls, "g", 2, held);
        Subscription waiting = asking.subscribe(replies, "replies", 10, delivery -> {});
        ask(asking, calls, request("a", waiting), request("b", waiting), request("c", waiting));
        Delivery first = held.take();
        held.take();
        Inbox other = new Inbox(Delivery::ack);
        serving.subscribe(calls, "g", 10, other);
        assertThat(other.take().message().id()).isEqualTo("c");
        first.ack();
        assertThat(held.ids()).containsExactly("a", "b");
    }

    @Test
    void who_rejects_a_request_finds_it_among_the_dead_letters_and_its_replay_in_the_queue() throws Exception {
        Inbox requests = new Inbox(delivery -> {
            if (delivery.message().replayFor() == null) {
                delivery.reject(new IllegalStateException("poison"));
            } else {
                delivery.ack();
            }
        });
        serving.subscribe(calls, "g", 10, requests);
        Subscription waiting = asking.subscribe(replies, "replies", 10, delivery -> {});
        ask(asking, calls, request("a", waiting));
        requests.take();
        var letters = serving.deadLetters().orElseThrow();
        var mine = new io.quintet.spi.DeadLetters.Filter(calls.name(), "g");
        while (letters.counts(mine).isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(letters.replay(mine)).isEqualTo(1);
        assertThat(requests.take().message().replayFor()).isEqualTo("g");
    }

    @Test
    void requests_under_way_fail_when_the_broker_dies_and_later_ones_are_answered() throws Exception {
        Inbox answers = new Inbox(Delivery::ack);
        Inbox requests = new Inbox(delivery -> {
            if (!delivery.message().id().equals("held")) {
                answer(delivery);
            }
        });
        serving.subscribe(calls, "g", 10, requests);
        Subscription waiting = asking.subscribe(replies, "replies", 10, answers);
        String before = waiting.address();
        var held = asking.send(calls, List.of(request("held", waiting)));
        requests.take();
        Fixtures.server().kill();
        try {
            QuintetException failure = failure(held);
            assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(failure.retrySafe()).isFalse();
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(waiting::address)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
        } finally {
            Fixtures.server().start();
        }
        while (!answered(waiting, answers)) {
            Thread.onSpinWait();
        }
        assertThat(waiting.address()).isNotEqualTo(before);
    }

    private boolean answered(Subscription waiting, Inbox answers) throws Exception {
        try {
            if (receipt(asking.send(calls, List.of(request("after", waiting)))) instanceof Receipt.Accepted) {
                answers.takeUntil("re after");
                return true;
            }
            return false;
        } catch (QuintetException e) { // no address yet
            return false;
        }
    }

    @Test
    void a_name_without_an_address_is_refused() throws Exception {
        assertThat(failure(asking.send(
                                new Channel("_awaited.a.b", Channel.Kind.REPLIES, 1),
                                List.of(Fixtures.message("a", null))))
                        .code())
                .isEqualTo(Code.INVALID_ARGUMENT);
    }
}
