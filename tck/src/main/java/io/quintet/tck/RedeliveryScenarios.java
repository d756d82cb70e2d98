package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A message that was not settled comes again. */
@Needs(value = Guarantee.REDELIVERY, given = Circumstance.MESSAGES)
abstract class RedeliveryScenarios {
    static Exception notYet() {
        return new IllegalStateException("the scenario wants it again");
    }

    private static Recorder retryingUntil(Lab lab, String id, int attempt, Duration after) {
        return lab.recorder(delivery -> {
            if (delivery.message().id().equals(id) && delivery.attempt() < attempt) {
                delivery.retry(after, notYet());
            } else {
                delivery.ack();
            }
        });
    }

    @Test
    void a_retry_comes_again_with_rising_attempts(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = retryingUntil(lab, "a", 4, Duration.ofMillis(1));
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", null));
        recorder.await("a", 4);
        assertThat(recorder.of("a")).extracting(Recorder.Got::attempt).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_redelivery_carries_the_same_headers_and_payload(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = retryingUntil(lab, "a", 2, Duration.ofMillis(1));
        lab.subscribe(transport, channel, "g", 10, recorder);
        var sent = Texts.message("a", "k", new byte[] {0, 1, 2});
        lab.send(transport, channel, sent);
        var again = recorder.await("a", 2).message();
        assertThat(again.headers()).isEqualTo(sent.headers());
        assertThat(again.payload()).isEqualTo(sent.payload());
    }

    @Test
    void a_retry_does_not_come_before_its_delay(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Duration delay = Duration.ofMillis(300);
        AtomicLong retried = new AtomicLong();
        Recorder recorder = lab.recorder(delivery -> {
            if (delivery.attempt() == 1) {
                retried.set(System.nanoTime());
                delivery.retry(delay, notYet());
            } else {
                delivery.ack();
            }
        });
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "k"));
        long waited = recorder.await("a", 2).nanos() - retried.get();
        assertThat(Duration.ofNanos(waited))
                .isGreaterThanOrEqualTo(delay.minusMillis(2)); // clocks count in milliseconds
    }

    @Test
    @Needs(Guarantee.KEY_ORDER)
    void later_messages_of_its_key_wait_for_a_retry(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = retryingUntil(lab, "a", 3, Duration.ofMillis(20));
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "k"), Texts.message("b", "k"), Texts.message("c", "k"));
        recorder.await("c");
        assertThat(recorder.ids()).containsExactly("a", "a", "a", "b", "c");
    }

    @Test
    @Needs(Guarantee.KEY_ORDER)
    void other_keys_do_not_wait_for_a_retry(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = retryingUntil(lab, "a", 2, Duration.ofHours(1));
        lab.subscribe(transport, channel, "g", 50, recorder);
        lab.send(transport, channel, Texts.message("a", "slow"), Texts.message("b", "slow"), Texts.message("n", null));
        lab.send(transport, channel, Texts.keyed("other", "quick", 20));
        recorder.await("other19");
        recorder.await("n");
        assertThat(recorder.ids())
                .as("what follows the retried one still waits")
                .doesNotContain("b");
        assertThat(recorder.of("a")).hasSize(1);
    }

    @Test
    @Needs(Guarantee.KEY_ORDER)
    void other_keys_do_not_wait_for_a_handler_that_takes_long(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.recorder(delivery -> {
            if (!"slow".equals(delivery.message().key())) {
                delivery.ack();
            }
        });
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "slow"), Texts.message("b", "slow"));
        lab.send(transport, channel, Texts.keyed("other", "quick", 20));
        recorder.await("other19");
        recorder.await("a"); // keys have no order among them
        assertThat(recorder.ids()).doesNotContain("b");
        recorder.of("a").getFirst().delivery().ack();
        recorder.await("b").delivery().ack();
    }

    @Test
    void what_a_closed_consumer_never_settled_goes_to_another_instance_as_a_further_attempt(Lab lab) {
        comesAgain(lab, lab.messages(), lab.messages());
    }

    @Test
    void what_a_closed_consumer_never_settled_comes_again_when_the_group_comes_back(Lab lab) {
        MessageTransport same = lab.messages();
        comesAgain(lab, same, same);
    }

    private static void comesAgain(Lab lab, MessageTransport before, MessageTransport after) {
        Channel channel = lab.channel(2);
        Recorder holding = lab.holding();
        Subscription subscription = lab.subscribe(before, channel, "g", 10, holding);
        lab.send(before, channel, Texts.message("a", "k"), Texts.message("n", null));
        holding.await("a");
        holding.await("n");
        subscription.close();
        Recorder next = lab.acking();
        lab.subscribe(after, channel, "g", 10, next);
        for (String id : List.of("a", "n")) {
            assertThat(next.await(id).attempt()).as("attempt of %s", id).isGreaterThan(1);
        }
    }

    @Test
    void what_was_settled_before_a_drain_does_not_come_again(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder first = lab.recorder(delivery -> {
            if (!delivery.message().id().equals("m5")) {
                delivery.ack();
            }
        });
        Subscription subscription = lab.subscribe(transport, channel, "g", 100, first);
        lab.send(transport, channel, Texts.keyed("m", "k", 10));
        first.await("m5");
        subscription.drain(Duration.ofMillis(10));
        subscription.close();
        Recorder second = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 100, second);
        second.await("m9");
        assertThat(second.ids()).containsExactly("m5", "m6", "m7", "m8", "m9");
        assertThat(second.of("m5").getFirst().attempt()).isGreaterThan(1);
    }

    @Test
    void a_retry_that_waits_when_its_consumer_closes_goes_to_another_as_a_further_attempt(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder first = lab.recorder(delivery -> delivery.retry(Duration.ofMillis(300), notYet()));
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, first);
        lab.send(transport, channel, Texts.message("a", "k"), Texts.message("b", "k"));
        first.await("a");
        subscription.close();
        Recorder second = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, second);
        second.await("b");
        assertThat(second.ids()).containsExactly("a", "b");
        assertThat(second.of("a").getFirst().attempt()).isGreaterThan(1);
    }

    @Test
    void a_consumer_that_throws_stops_nobody_else_and_gets_the_message_again_at_the_latest_after_it_closed(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder first = lab.recorder(delivery -> {
            if (delivery.message().id().equals("bad") && delivery.attempt() == 1) {
                throw new IllegalStateException("a consumer must not throw; this one does");
            }
            delivery.ack();
        });
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, first);
        lab.send(transport, channel, Texts.message("bad", "k"));
        first.await("bad");
        lab.send(transport, channel, Texts.keyed("good", "other", 20));
        first.await("good19");
        subscription.close();
        Recorder second = lab.acking();
        lab.subscribe(transport, channel, "g", 10, second);
        if (first.of("bad").size() == 1) {
            assertThat(second.await("bad").attempt()).isGreaterThan(1);
        }
    }

    @Test
    void a_consumer_may_settle_from_any_thread_and_in_any_order(Lab lab) throws InterruptedException {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.holding();
        Subscription subscription = lab.subscribe(transport, channel, "g", 100, recorder);
        lab.send(transport, channel, Texts.keyless("m", 50));
        List<Delivery> held =
                recorder.await(50).all().stream().map(Recorder.Got::delivery).toList();
        for (Delivery delivery : held.reversed()) {
            Thread thread = Thread.ofVirtual().start(delivery::ack);
            assertThat(thread.join(lab.patience())).isTrue();
        }
        subscription.drain(lab.patience());
        subscription.close();
        Recorder next = lab.acking();
        lab.subscribe(transport, channel, "g", 100, next);
        lab.send(transport, channel, Texts.keyless("later", 4));
        assertThat(next.await(4).ids()).allMatch(id -> id.startsWith("later"));
    }
}
