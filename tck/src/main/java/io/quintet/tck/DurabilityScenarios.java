package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was accepted is there after everybody has gone. */
@Needs(value = Guarantee.DURABLE, given = Circumstance.MESSAGES)
abstract class DurabilityScenarios {
    @Test
    void messages_outlive_every_instance(Lab lab) {
        Channel channel = lab.channel(2);
        MessageTransport before = lab.messages();
        lab.send(before, channel, Texts.keyed("m", "k", 100));
        before.close();
        Recorder recorder = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, recorder);
        recorder.await("m99");
        assertThat(recorder.ids()).containsExactlyElementsOf(Texts.ids(Texts.keyed("m", "k", 100)));
    }

    @Test
    void what_a_group_has_settled_outlives_every_instance(Lab lab) {
        Channel channel = lab.channel(1);
        MessageTransport before = lab.messages();
        Recorder first = lab.acking();
        Subscription subscription = lab.subscribe(before, channel, "g", 10, first);
        lab.send(before, channel, Texts.keyed("m", "k", 50));
        first.await("m49");
        subscription.drain(lab.patience());
        subscription.close();
        before.close();
        MessageTransport after = lab.messages();
        Recorder second = lab.acking();
        lab.subscribe(after, channel, "g", 10, second);
        lab.send(after, channel, Texts.message("new", "k"));
        second.await("new");
        assertThat(second.ids()).containsExactly("new");
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void the_attempts_of_a_message_outlive_every_instance(Lab lab) {
        Channel channel = lab.channel(1);
        MessageTransport before = lab.messages();
        Recorder first = lab.recorder(delivery -> {
            if (delivery.attempt() < 4) {
                delivery.retry(Duration.ofMillis(1), RedeliveryScenarios.notYet());
            }
        });
        Subscription subscription = lab.subscribe(before, channel, "g", 10, first);
        lab.send(before, channel, Texts.message("a", "k"));
        first.await("a", 4);
        subscription.close();
        before.close();
        Recorder second = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, second);
        assertThat(second.await("a").attempt())
                .as("after four attempts elsewhere")
                .isGreaterThan(1);
    }
}
