package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets a message: one member of a group, and every group. */
@Needs(given = Circumstance.MESSAGES)
abstract class GroupScenarios {
    @Test
    @Needs(Guarantee.COMPETING_CONSUMERS)
    void each_message_goes_to_one_member_of_a_group(Lab lab) {
        MessageTransport one = lab.messages();
        MessageTransport other = lab.messages();
        Channel channel = lab.channel(8);
        Recorder all = lab.acking();
        lab.subscribe(one, channel, "g", 50, all);
        lab.subscribe(one, channel, "g", 50, all);
        lab.subscribe(other, channel, "g", 50, all);
        List<Message> sent = Texts.keyless("m", 300);
        for (int i = 0; i < 300; i += 50) {
            lab.send(i % 100 == 0 ? one : other, channel, sent.subList(i, i + 50));
        }
        all.await(300);
        lab.send(one, channel, Texts.keyless("later", 50)); // what would come twice has the time to
        assertThat(all.await(350).ids()).hasSize(350).doesNotHaveDuplicates().containsAll(Texts.ids(sent));
    }

    @Test
    @Needs(Guarantee.COMPETING_CONSUMERS)
    void members_share_the_work(Lab lab) {
        MessageTransport one = lab.messages();
        MessageTransport other = lab.messages();
        Channel channel = lab.channel(8);
        Recorder first = lab.acking();
        Recorder second = lab.acking();
        lab.subscribe(one, channel, "g", 50, first);
        lab.subscribe(other, channel, "g", 50, second);
        lab.awaitShares(one, channel, first, second);
    }

    @Test
    @Needs({Guarantee.COMPETING_CONSUMERS, Guarantee.REDELIVERY})
    void what_a_member_that_leaves_would_have_got_goes_to_those_that_stay(Lab lab) {
        MessageTransport one = lab.messages();
        MessageTransport other = lab.messages();
        Channel channel = lab.channel(8);
        Recorder staying = lab.acking();
        Recorder leaving = lab.acking();
        lab.subscribe(one, channel, "g", 50, staying);
        var subscription = lab.subscribe(other, channel, "g", 50, leaving);
        lab.send(one, channel, Texts.keyless("before", 100));
        subscription.drain(lab.patience());
        subscription.close();
        lab.send(one, channel, Texts.keyless("after", 100));
        Texts.keyless("after", 100).forEach(message -> staying.await(message.id()));
        assertThat(leaving.ids()).noneMatch(id -> id.startsWith("after"));
        List<String> both = new ArrayList<>(staying.ids());
        both.addAll(leaving.ids());
        assertThat(both).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    @Needs(Guarantee.EVERY_GROUP)
    void every_group_gets_every_message(Lab lab) {
        MessageTransport one = lab.messages();
        MessageTransport other = lab.messages();
        Channel topic = lab.topic(3);
        Recorder first = lab.acking();
        Recorder second = lab.acking();
        Recorder third = lab.acking();
        lab.subscribe(one, topic, "first", 10, first);
        lab.subscribe(one, topic, "second", 10, second);
        lab.subscribe(other, topic, "third", 10, third);
        List<Message> sent = new ArrayList<>(Texts.keyed("k", "key", 30));
        sent.addAll(Texts.keyless("n", 30));
        lab.send(one, topic, sent);
        for (Recorder group : List.of(first, second, third)) {
            assertThat(group.await(60).ids()).containsExactlyInAnyOrderElementsOf(Texts.ids(sent));
        }
    }

    @Test
    @Needs({Guarantee.EVERY_GROUP, Guarantee.STORED})
    void the_first_group_gets_what_was_sent_before_there_was_any(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(2);
        List<Message> sent = Texts.keyed("m", "k", 40);
        lab.send(transport, topic, sent.subList(0, 20));
        Recorder first = lab.acking();
        lab.subscribe(lab.messages(), topic, "first", 10, first);
        lab.send(transport, topic, sent.subList(20, 40));
        assertThat(first.await(40).ids()).containsExactlyElementsOf(Texts.ids(sent));
    }

    @Test
    @Needs({Guarantee.EVERY_GROUP, Guarantee.STORED})
    void a_later_group_gets_what_is_sent_from_then_on(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(2);
        lab.send(transport, topic, Texts.message("before", "k"));
        Recorder early = lab.acking();
        lab.subscribe(transport, topic, "early", 10, early);
        early.await("before");
        Recorder late = lab.acking();
        lab.subscribe(lab.messages(), topic, "late", 10, late);
        lab.send(transport, topic, Texts.keyed("m", "k", 20));
        late.await("m19");
        early.await("m19");
        assertThat(late.ids())
                .as("what else is kept may differ")
                .doesNotHaveDuplicates()
                .endsWith(Texts.ids(Texts.keyed("m", "k", 20)).toArray(String[]::new));
        assertThat(early.ids()).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    @Needs(
            value = {Guarantee.EVERY_GROUP, Guarantee.STORED},
            given = Circumstance.LATECOMERS)
    void a_group_that_joins_later_gets_what_is_kept(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(2);
        List<Message> sent = Texts.keyless("m", 40);
        lab.send(transport, topic, sent.subList(0, 20));
        Recorder early = lab.holding();
        lab.subscribe(transport, topic, "early", 100, early);
        early.await(20);
        Recorder late = lab.acking(); // the other group has settled nothing, so everything is kept
        lab.subscribe(transport, topic, "late", 100, late);
        lab.send(transport, topic, sent.subList(20, 40));
        assertThat(late.await(40).ids()).containsExactlyInAnyOrderElementsOf(Texts.ids(sent));
        assertThat(early.await(40).ids()).containsExactlyInAnyOrderElementsOf(Texts.ids(sent));
    }

    @Test
    @Needs({Guarantee.EVERY_GROUP, Guarantee.STORED})
    void a_group_gets_what_was_sent_while_its_members_were_away(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(2);
        Recorder before = lab.acking();
        var subscription = lab.subscribe(transport, topic, "g", 100, before);
        lab.send(transport, topic, Texts.message("a", "k"));
        before.await("a");
        subscription.drain(lab.patience());
        subscription.close();
        lab.send(transport, topic, Texts.message("b", "k"));
        Recorder after = lab.acking();
        lab.subscribe(transport, topic, "g", 100, after);
        after.await("b");
        assertThat(after.ids()).containsExactly("b");
        assertThat(before.ids()).containsExactly("a");
    }

    @Test
    @Needs({Guarantee.EVERY_GROUP, Guarantee.REDELIVERY})
    void what_one_group_settles_is_not_settled_for_another(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(1);
        Recorder settling = lab.acking();
        Recorder retrying = lab.recorder(delivery -> {
            if (delivery.attempt() == 1) {
                delivery.retry(java.time.Duration.ofMillis(1), new IllegalStateException("not yet"));
            } else {
                delivery.ack();
            }
        });
        lab.subscribe(transport, topic, "settling", 10, settling);
        lab.subscribe(transport, topic, "retrying", 10, retrying);
        lab.send(transport, topic, Texts.message("a", "k"), Texts.message("last", "k"));
        retrying.await("last", 2);
        settling.await("last");
        assertThat(retrying.of("a")).hasSize(2);
        assertThat(settling.ids()).containsExactly("a", "last");
    }

    @Test
    @Needs({Guarantee.EVERY_GROUP, Guarantee.REPLAY})
    void a_new_group_reads_what_all_others_have_settled(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(2);
        List<Message> sent = Texts.keyless("m", 300);
        Recorder old = lab.acking();
        var subscription = lab.subscribe(transport, topic, "old", 100, old);
        lab.send(transport, topic, sent);
        old.await(300);
        subscription.drain(lab.patience());
        Recorder fresh = lab.acking();
        lab.subscribe(transport, topic, "fresh", 100, fresh);
        assertThat(fresh.await(300).ids()).containsExactlyInAnyOrderElementsOf(Texts.ids(sent));
    }
}
