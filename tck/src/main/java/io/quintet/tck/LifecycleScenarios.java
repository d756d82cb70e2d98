package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.message.Channel;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Draining and closing. */
@Needs(given = Circumstance.MESSAGES)
abstract class LifecycleScenarios {
    @Test
    void a_drain_waits_for_what_is_under_way(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.holding();
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "a"), Texts.message("b", "b"));
        recorder.await(2);
        CompletableFuture<Void> drain = Lab.start(() -> subscription.drain(lab.patience()));
        assertThat(Lab.stillWaits(drain)).as("waits for two").isTrue();
        recorder.of("a").getFirst().delivery().ack();
        assertThat(Lab.stillWaits(drain)).as("waits for the other one").isTrue();
        recorder.of("b").getFirst().delivery().ack();
        lab.await("drain", drain);
    }

    @Test
    void a_drain_gives_up_when_its_patience_ends(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.holding();
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", null));
        recorder.await("a");
        lab.await("drain", Lab.start(() -> subscription.drain(Duration.ofMillis(50))));
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void after_a_drain_nothing_is_delivered_and_another_member_gets_the_rest(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder drained = lab.recorder(delivery -> {
            if (!delivery.message().id().equals("m0")) {
                delivery.ack(); // what was taken before the drain may still be handed out during it
            }
        });
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, drained);
        lab.send(transport, channel, Texts.keyed("m", "k", 5));
        drained.await("m0");
        CompletableFuture<Void> drain = Lab.start(() -> subscription.drain(lab.patience()));
        assertThat(Lab.stillWaits(drain)).isTrue();
        drained.of("m0").getFirst().delivery().ack();
        lab.await("drain", drain);
        subscription.close();
        List<String> both = new ArrayList<>(drained.ids());
        lab.send(transport, channel, Texts.message("later", "k"));
        Recorder next = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, next);
        next.await("later");
        assertThat(drained.ids()).as("delivered after the drain").isEqualTo(both);
        both.addAll(next.ids());
        assertThat(both).containsExactly("m0", "m1", "m2", "m3", "m4", "later");
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void closing_while_a_message_is_handled_neither_waits_nor_fails(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.holding();
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", null));
        Recorder.Got handling = recorder.await("a");
        lab.await("close", Lab.start(subscription::close));
        handling.delivery().ack();
        Recorder next = lab.acking();
        lab.subscribe(transport, channel, "g", 10, next);
        assertThat(next.await("a").attempt()).isGreaterThan(1);
    }

    @Test
    void after_its_subscription_closed_a_consumer_gets_nothing(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(1);
        Recorder closed = lab.acking();
        Recorder witness = lab.acking();
        Subscription subscription = lab.subscribe(transport, topic, "closed", 10, closed);
        lab.subscribe(lab.messages(), topic, "closed", 10, witness);
        subscription.close();
        lab.send(transport, topic, Texts.keyed("m", "k", 20));
        witness.await("m19");
        assertThat(closed.ids()).isEmpty();
    }

    @Test
    void draining_and_closing_a_subscription_twice_does_nothing_the_second_time(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, lab.acking());
        subscription.drain(lab.patience());
        subscription.drain(lab.patience());
        subscription.close();
        subscription.close();
        subscription.drain(lab.patience());
        Recorder next = lab.acking();
        lab.subscribe(transport, channel, "g", 10, next);
        lab.send(transport, channel, Texts.message("a", null));
        next.await("a");
    }

    @Test
    void a_send_after_close_is_refused_as_unavailable_and_safe_to_retry(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "k"));
        recorder.await("a");
        transport.close();
        List<Receipt> receipts =
                lab.receipts(transport, channel, List.of(Texts.message("b", "k"), Texts.message("c", "k")));
        assertThat(receipts)
                .hasSize(2)
                .allSatisfy(receipt -> assertThat(receipt).isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                    assertThat(failed.error().code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(failed.error().retrySafe()).isTrue();
                }));
    }

    @Test
    void what_was_sent_before_close_has_a_receipt_that_tells_the_truth(Lab lab) {
        MessageTransport sending = lab.messages();
        Channel channel = lab.channel(1);
        List<CompletableFuture<List<Receipt>>> receipts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            receipts.add(sending.send(channel, List.of(Texts.message("m" + i, "k"))));
        }
        sending.close();
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (lab.await("receipt", receipts.get(i)).getFirst() instanceof Receipt.Accepted) {
                accepted.add("m" + i);
            }
        }
        MessageTransport other = lab.messages();
        Recorder recorder = lab.acking();
        lab.subscribe(other, channel, "g", 100, recorder);
        lab.send(other, channel, Texts.message("last", "k"));
        recorder.await("last");
        assertThat(recorder.ids()).containsAll(accepted);
    }

    @Test
    void closing_one_transport_leaves_another_in_the_same_process_alone(Lab lab) {
        MessageTransport first = lab.messages();
        MessageTransport second = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.acking();
        lab.subscribe(first, lab.channel(1), "g", 10, lab.acking());
        lab.subscribe(second, channel, "g", 10, recorder);
        lab.send(second, channel, Texts.message("before", "k"));
        recorder.await("before");
        first.close();
        lab.send(second, channel, Texts.message("after", "k"));
        recorder.await("after");
    }
}
