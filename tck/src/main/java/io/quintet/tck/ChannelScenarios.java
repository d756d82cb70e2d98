package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.message.Channel;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels come into being when they are first used, and go when they are removed. */
@Needs(given = Circumstance.MESSAGES)
abstract class ChannelScenarios {
    @Test
    void the_first_use_of_a_channel_may_be_a_send(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(3);
        lab.send(transport, channel, Texts.message("a", null));
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 1, recorder);
        recorder.await("a");
    }

    @Test
    void the_first_use_of_a_channel_may_be_a_subscription(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(3);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 1, recorder);
        lab.send(lab.messages(), channel, Texts.message("a", null));
        recorder.await("a");
    }

    @Test
    void channels_do_not_mix(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel one = lab.channel(1);
        Channel other = lab.channel(1);
        Recorder ofOne = lab.acking();
        Recorder ofOther = lab.acking();
        lab.subscribe(transport, one, "g", 10, ofOne);
        lab.subscribe(transport, other, "g", 10, ofOther);
        lab.send(transport, one, Texts.message("a", "k"));
        lab.send(transport, other, Texts.message("b", "k"));
        lab.send(transport, one, Texts.message("c", "k"));
        ofOne.await("c");
        ofOther.await("b");
        assertThat(ofOne.ids()).containsExactly("a", "c");
        assertThat(ofOther.ids()).containsExactly("b");
    }

    @Test
    void removing_a_channel_nobody_has_used_does_nothing(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        transport.remove(channel);
        transport.remove(channel);
    }

    @Test
    @Needs(Guarantee.STORED)
    void a_removed_channel_holds_nothing_and_can_be_used_anew(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder before = lab.acking();
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, before);
        lab.send(transport, channel, Texts.message("seen", "k"));
        before.await("seen");
        subscription.drain(lab.patience());
        subscription.close();
        lab.send(transport, channel, Texts.message("unseen", "k"));
        transport.remove(channel);
        lab.send(transport, channel, Texts.message("new", "k"));
        Recorder after = lab.acking();
        lab.subscribe(transport, channel, "g", 10, after);
        after.await("new");
        Recorder other = lab.acking();
        lab.subscribe(transport, channel, "other", 10, other);
        assertThat(after.ids()).containsExactly("new");
    }

    @Test
    @Needs(Guarantee.STORED)
    void another_number_of_shards_is_refused_by_name_and_numbers_or_the_channel_keeps_its_own(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        lab.send(transport, channel, Texts.message("a", "k"));
        Channel fewer = new Channel(channel.name(), channel.kind(), 3);
        int sent = 0;
        for (MessageTransport asked : List.of(transport, lab.messages())) {
            Recorder recorder = lab.acking();
            sent++;
            try {
                lab.send(asked, fewer, Texts.message("b" + sent, "k"));
                lab.subscribe(asked, fewer, Lab.unique("g"), 10, recorder);
            } catch (ConfigurationException e) {
                assertThat(e).hasMessageContainingAll(channel.name(), "3", "4");
                assertThatThrownBy(() -> asked.subscribe(fewer, "g", 1, delivery -> {}))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContainingAll(channel.name(), "3", "4");
                continue;
            }
            lab.send(transport, channel, Texts.message("c" + sent, "k"));
            recorder.await("c" + sent);
            assertThat(recorder.ids())
                    .as("one channel, and one key")
                    .startsWith("a")
                    .endsWith("b" + sent, "c" + sent);
        }
    }
}
