package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import org.junit.jupiter.api.Test;

/** A message that is given up. */
@Needs(value = Guarantee.REDELIVERY, given = Circumstance.MESSAGES)
abstract class RejectionScenarios {
    private static Recorder rejecting(Lab lab, String id) {
        return lab.recorder(delivery -> {
            if (delivery.message().id().equals(id)) {
                delivery.reject(new IllegalArgumentException("cannot be handled"));
            } else {
                delivery.ack();
            }
        });
    }

    @Test
    void after_a_rejected_message_the_next_of_its_key_goes_on(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = rejecting(lab, "bad");
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("bad", "k"), Texts.message("b", "k"), Texts.message("c", "k"));
        recorder.await("c");
        assertThat(recorder.ids()).containsExactly("bad", "b", "c");
    }

    @Test
    void a_rejected_message_does_not_come_again(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder first = rejecting(lab, "bad");
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, first);
        lab.send(transport, channel, Texts.message("bad", "k"), Texts.message("b", "k"));
        first.await("b");
        subscription.drain(lab.patience());
        subscription.close();
        Recorder second = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, second);
        lab.send(transport, channel, Texts.message("c", "k"));
        second.await("c");
        assertThat(second.ids()).containsExactly("c");
    }

    @Test
    @Needs(Guarantee.EVERY_GROUP)
    void a_message_that_one_group_rejects_is_settled_by_another(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(1);
        Recorder rejecting = rejecting(lab, "bad");
        Recorder settling = lab.acking();
        lab.subscribe(transport, topic, "rejecting", 10, rejecting);
        lab.subscribe(transport, topic, "settling", 10, settling);
        lab.send(transport, topic, Texts.message("bad", "k"), Texts.message("b", "k"));
        rejecting.await("b");
        settling.await("b");
        assertThat(settling.ids()).containsExactly("bad", "b");
    }
}
