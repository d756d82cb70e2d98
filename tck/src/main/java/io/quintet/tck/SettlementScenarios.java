package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A delivery is settled once; everything after that does nothing. */
@Needs(given = Circumstance.MESSAGES)
abstract class SettlementScenarios {
    private static void comesOnce(Lab lab, Consumer<Delivery> settling) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.recorder(delivery -> {
            if (delivery.message().id().equals("a")) {
                settling.accept(delivery);
            } else {
                delivery.ack();
            }
        });
        lab.subscribe(transport, channel, "g", 2, recorder);
        lab.send(transport, channel, Texts.message("a", "k"), Texts.message("b", "k"));
        recorder.await("b");
        recorder.of("a").getFirst().delivery().ack();
        recorder.of("b").getFirst().delivery().ack();
        lab.send(
                transport,
                channel,
                Texts.keyed("later", "k", 20)); // more than the credit: none of it was lost or gained
        recorder.await("later19");
        assertThat(recorder.ids().subList(0, 2)).containsExactly("a", "b");
        assertThat(recorder.ids()).hasSize(22).doesNotHaveDuplicates();
    }

    @Test
    void acknowledging_twice_is_acknowledging_once(Lab lab) {
        comesOnce(lab, delivery -> {
            delivery.ack();
            delivery.ack();
        });
    }

    @Test
    void after_an_acknowledgement_retry_and_reject_do_nothing(Lab lab) {
        comesOnce(lab, delivery -> {
            delivery.ack();
            delivery.retry(Duration.ofMillis(1), RedeliveryScenarios.notYet());
            delivery.reject(RedeliveryScenarios.notYet());
        });
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void after_a_rejection_retry_and_acknowledgement_do_nothing(Lab lab) {
        comesOnce(lab, delivery -> {
            delivery.reject(RedeliveryScenarios.notYet());
            delivery.retry(Duration.ofMillis(1), RedeliveryScenarios.notYet());
            delivery.ack();
        });
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void after_a_retry_acknowledgement_does_nothing(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.recorder(delivery -> {
            if (delivery.attempt() == 1) {
                delivery.retry(Duration.ofMillis(5), RedeliveryScenarios.notYet());
            }
            delivery.ack();
        });
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", null));
        assertThat(recorder.await("a", 2).attempt()).isEqualTo(2);
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void settling_after_the_subscription_closed_does_nothing(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder first = lab.holding();
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, first);
        lab.send(transport, channel, Texts.message("a", "a"), Texts.message("b", "b"), Texts.message("c", "c"));
        first.await(3);
        subscription.close();
        first.of("a").getFirst().delivery().ack();
        first.of("b").getFirst().delivery().reject(RedeliveryScenarios.notYet());
        first.of("c").getFirst().delivery().retry(Duration.ofHours(1), RedeliveryScenarios.notYet());
        Recorder second = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, second);
        assertThat(second.await(3).ids()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    @Needs({Guarantee.STORED, Guarantee.REDELIVERY})
    void settling_after_the_transport_closed_does_nothing(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.holding();
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "a"), Texts.message("b", "b"), Texts.message("c", "c"));
        recorder.await(3);
        subscription.close();
        transport.close();
        recorder.of("a").getFirst().delivery().ack();
        recorder.of("b").getFirst().delivery().reject(RedeliveryScenarios.notYet());
        recorder.of("c").getFirst().delivery().retry(Duration.ofHours(1), RedeliveryScenarios.notYet());
        Recorder next = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, next);
        assertThat(next.await(3).all()).allMatch(got -> got.attempt() > 1);
        assertThat(next.ids()).containsExactlyInAnyOrder("a", "b", "c");
    }
}
