package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.DeadLetters.Count;
import io.quintet.spi.DeadLetters.Filter;
import io.quintet.spi.DeadLetters.Order;
import io.quintet.spi.DeadLetters.Page;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What was given up can be seen, replayed and dropped. */
@Needs(value = Guarantee.DEAD_LETTERS, given = Circumstance.MESSAGES)
abstract class DeadLetterScenarios {
    static final Page OLDEST = Page.first(Order.OLDEST_FIRST, 100);

    /** Gives up all but messages whose id starts with {@code last}. */
    private static Recorder rejecting(Lab lab) {
        return lab.recorder(delivery -> {
            if (delivery.message().id().startsWith("last")) {
                delivery.ack();
            } else {
                delivery.reject(new IllegalArgumentException("cannot be handled"));
            }
        });
    }

    /** Sends messages of one key; returns when a group has given them up. */
    private static void rejected(Lab lab, MessageTransport transport, Channel channel, String group, String... ids) {
        Recorder recorder = rejecting(lab);
        Subscription subscription = lab.subscribe(transport, channel, group, 10, recorder);
        for (String id : ids) {
            lab.send(transport, channel, Texts.message(id, "k"));
        }
        String last = Lab.unique("last");
        lab.send(transport, channel, Texts.message(last, "k"));
        recorder.await(last); // comes after reject returned, when the dead letter must be kept
        subscription.drain(lab.patience());
        subscription.close();
    }

    /** From now on a group gets what is sent, though nobody is there. */
    private static void enrolled(Lab lab, MessageTransport transport, Channel channel, String group) {
        Subscription subscription = lab.subscribe(transport, channel, group, 10, lab.acking());
        subscription.drain(lab.patience());
        subscription.close();
    }

    /** Not all that there are: some transports have one store for all scenarios. */
    static Filter of(Channel channel) {
        return new Filter(channel.name(), null);
    }

    private static Filter of(Channel channel, String group) {
        return new Filter(channel.name(), group);
    }

    private static List<String> ids(DeadLetters letters, Filter filter) {
        return letters.list(filter, OLDEST).stream()
                .map(letter -> letter.message().id())
                .toList();
    }

    @Test
    void a_rejected_message_is_among_the_dead_letters_of_its_group_alone(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        rejected(lab, transport, channel, "g", "bad");
        DeadLetters letters = lab.deadLetters(transport);
        assertThat(ids(letters, of(channel, "g"))).containsExactly("bad");
        assertThat(ids(letters, of(channel, "other"))).isEmpty();
        assertThat(ids(letters, new Filter(channel.name() + "x", "g"))).isEmpty();
        assertThat(ids(letters, new Filter(null, "g"))).contains("bad");
        assertThat(ids(letters, of(channel))).containsExactly("bad");
    }

    @Test
    void a_dead_letter_has_the_message_as_it_was_sent_and_the_exception(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Message plain = Texts.message("bad", "k", new byte[] {0, -1, 2});
        Message sent = new Message(plain.headers().with("note", "ßtüff, 火"), plain.payload());
        Recorder recorder = rejecting(lab);
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, sent, Texts.message("last", "k"));
        recorder.await("last");
        DeadLetter letter = lab.deadLetters(transport).list(of(channel), OLDEST).getFirst();
        assertThat(letter.channel()).isEqualTo(channel.name());
        assertThat(letter.group()).isEqualTo("g");
        assertThat(letter.message().headers()).isEqualTo(sent.headers());
        assertThat(letter.message().payload()).isEqualTo(sent.payload());
        assertThat(letter.reason()).contains("java.lang.IllegalArgumentException: cannot be handled", "\tat ");
        assertThat(letter.at()).isEqualTo(letter.attempts().getLast().at());
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void a_dead_letter_has_the_attempts_of_every_instance(Lab lab) {
        Channel channel = lab.channel(1);
        MessageTransport before = lab.messages();
        Recorder first = lab.recorder(delivery -> {
            if (delivery.attempt() < 3) {
                delivery.retry(Duration.ofMillis(1), new IllegalStateException("not\nyet " + delivery.attempt()));
            }
        });
        Subscription subscription = lab.subscribe(before, channel, "g", 10, first);
        lab.send(before, channel, Texts.message("bad", "k"));
        first.await("bad", 3);
        subscription.close();
        MessageTransport after = lab.messages();
        Recorder second = rejecting(lab);
        lab.subscribe(after, channel, "g", 10, second);
        lab.send(after, channel, Texts.message("last", "k"));
        second.await("last");
        List<Attempt> attempts =
                lab.deadLetters(after).list(of(channel), OLDEST).getFirst().attempts();
        assertThat(attempts)
                .extracting(Attempt::error)
                .containsExactly(
                        "java.lang.IllegalStateException: not yet 1",
                        "java.lang.IllegalStateException: not yet 2",
                        "java.lang.IllegalArgumentException: cannot be handled");
        assertThat(attempts).extracting(Attempt::number).startsWith(1, 2);
        assertThat(attempts.getLast().number())
                .isEqualTo(second.of("bad").getFirst().attempt());
        assertThat(attempts.get(0).instance())
                .isEqualTo(attempts.get(1).instance())
                .isNotEqualTo(attempts.get(2).instance());
        assertThat(attempts).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void dead_letters_are_counted_by_channel_and_group(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(1);
        enrolled(lab, transport, topic, "b");
        rejected(lab, transport, topic, "a", "m1", "m2");
        rejected(lab, transport, topic, "b", "m3"); // and m1 and m2 once more
        DeadLetters letters = lab.deadLetters(transport);
        assertThat(letters.counts(of(topic)))
                .containsExactly(new Count(topic.name(), "a", 2), new Count(topic.name(), "b", 3));
        assertThat(letters.counts(of(topic, "b"))).containsExactly(new Count(topic.name(), "b", 3));
    }

    @Test
    void a_list_comes_in_parts_in_either_order(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        rejected(lab, transport, channel, "g", "m0", "m1", "m2", "m3", "m4");
        DeadLetters letters = lab.deadLetters(transport);
        assertThat(inParts(letters, channel, Page.first(Order.OLDEST_FIRST, 2)))
                .containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(inParts(letters, channel, Page.first(Order.NEWEST_FIRST, 2)))
                .containsExactly("m4", "m3", "m2", "m1", "m0");
        assertThat(letters.list(of(channel), Page.first(Order.NEWEST_FIRST, 1))).hasSize(1);
    }

    private static List<String> inParts(DeadLetters letters, Channel channel, Page first) {
        List<String> all = new ArrayList<>();
        Page page = first;
        List<DeadLetter> part = letters.list(of(channel), page);
        while (!part.isEmpty()) {
            assertThat(part).hasSizeLessThanOrEqualTo(page.most());
            part.forEach(letter -> all.add(letter.message().id()));
            page = page.after(part.getLast());
            part = letters.list(of(channel), page);
        }
        return all;
    }

    @Test
    void one_is_found_by_its_id_and_an_unknown_id_finds_none(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        rejected(lab, transport, channel, "g", "bad");
        DeadLetters letters = lab.deadLetters(transport);
        DeadLetter listed = letters.list(of(channel), OLDEST).getFirst();
        assertThat(letters.find(listed.id()))
                .hasValueSatisfying(found -> assertThat(found.message().id()).isEqualTo("bad"));
        for (String unknown : List.of("999999999", "no such id", "")) {
            assertThat(letters.find(unknown)).isEmpty();
            assertThat(letters.replay(unknown)).isFalse();
            assertThat(letters.drop(unknown)).isFalse();
        }
    }

    @Test
    void a_replay_goes_to_its_group_as_a_first_attempt_and_the_dead_letter_goes(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        rejected(lab, transport, channel, "g", "bad");
        DeadLetters letters = lab.deadLetters(transport);
        DeadLetter letter = letters.list(of(channel), OLDEST).getFirst();
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        assertThat(letters.replay(letter.id())).isTrue();
        Recorder.Got again = recorder.await("bad");
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.message().headers())
                .isEqualTo(letter.message().headers().with(HeaderNames.REPLAY_FOR, "g"));
        assertThat(again.message().payload()).isEqualTo(letter.message().payload());
        assertThat(letters.find(letter.id())).isEmpty();
        assertThat(letters.replay(letter.id())).isFalse();
        lab.send(transport, channel, Texts.message("after", "k"));
        recorder.await("after");
        assertThat(recorder.ids()).containsExactly("bad", "after");
    }

    @Test
    @Needs(Guarantee.EVERY_GROUP)
    void a_replay_goes_to_no_other_group_and_none_that_comes_later(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(1);
        Recorder other = lab.acking();
        lab.subscribe(transport, topic, "other", 10, other);
        rejected(lab, transport, topic, "g", "bad");
        Recorder recorder = lab.acking();
        lab.subscribe(transport, topic, "g", 10, recorder);
        DeadLetters letters = lab.deadLetters(transport);
        letters.replay(letters.list(of(topic), OLDEST).getFirst().id());
        lab.send(transport, topic, Texts.message("after", "k"));
        recorder.await("after");
        other.await("after");
        assertThat(recorder.ids()).containsExactly("bad", "after");
        assertThat(other.ids())
                .hasSize(3)
                .doesNotHaveDuplicates()
                .startsWith("bad")
                .endsWith("after");
        Recorder later = lab.acking();
        lab.subscribe(transport, topic, "later", 10, later);
        lab.send(transport, topic, Texts.message("at last", "k"));
        later.await("at last");
        assertThat(later.ids()).doesNotHaveDuplicates().endsWith("at last"); // what of the rest is kept may differ
        assertThat(later.all()).noneMatch(got -> got.message().replayFor() != null);
    }

    @Test
    void a_replay_that_fails_again_is_a_dead_letter_again(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        rejected(lab, transport, channel, "g", "bad");
        DeadLetters letters = lab.deadLetters(transport);
        DeadLetter before = letters.list(of(channel), OLDEST).getFirst();
        AtomicBoolean mended = new AtomicBoolean();
        Recorder recorder = lab.recorder(delivery -> {
            if (mended.get() || delivery.message().id().equals("after")) {
                delivery.ack();
            } else {
                delivery.reject(new IllegalStateException("still not"));
            }
        });
        lab.subscribe(transport, channel, "g", 10, recorder);
        letters.replay(before.id());
        lab.send(transport, channel, Texts.message("after", "k"));
        recorder.await("after");
        List<DeadLetter> again = letters.list(of(channel), OLDEST);
        assertThat(again).hasSize(1);
        assertThat(again.getFirst().id()).isNotEqualTo(before.id());
        assertThat(again.getFirst().message().headers())
                .isEqualTo(before.message().headers());
        assertThat(again.getFirst().attempts()).extracting(Attempt::number).containsExactly(1);
        assertThat(again.getFirst().reason()).contains("still not");
        mended.set(true);
        letters.replay(again.getFirst().id());
        recorder.await("bad", 2);
        assertThat(letters.counts(of(channel))).isEmpty();
    }

    @Test
    void all_of_a_group_are_replayed_in_the_order_they_were_given_up(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(1);
        enrolled(lab, transport, topic, "other");
        rejected(lab, transport, topic, "g", "m0", "m1", "m2");
        rejected(lab, transport, topic, "other");
        DeadLetters letters = lab.deadLetters(transport);
        Recorder recorder = lab.recorder(Delivery::ack);
        lab.subscribe(transport, topic, "g", 10, recorder);
        assertThat(letters.replay(of(topic, "g"))).isEqualTo(3);
        recorder.await("m2");
        assertThat(recorder.ids().stream().filter(id -> id.startsWith("m"))).containsExactly("m0", "m1", "m2");
        assertThat(letters.counts(of(topic))).extracting(Count::group).containsExactly("other");
        assertThat(letters.replay(of(topic, "g"))).isZero();
    }

    @Test
    void a_dropped_one_is_gone_and_the_others_stay(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        rejected(lab, transport, channel, "g", "m0", "m1", "m2");
        DeadLetters letters = lab.deadLetters(transport);
        String id = letters.list(of(channel), OLDEST).get(1).id();
        assertThat(letters.drop(id)).isTrue();
        assertThat(letters.drop(id)).isFalse();
        assertThat(ids(letters, of(channel))).containsExactly("m0", "m2");
        assertThat(letters.drop(of(channel, "other"))).isZero();
        assertThat(letters.drop(of(channel, "g"))).isEqualTo(2);
        assertThat(letters.counts(of(channel))).isEmpty();
    }

    @Test
    void a_replay_over_a_removed_channel_is_refused_and_the_dead_letter_stays(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        rejected(lab, transport, channel, "g", "bad");
        transport.remove(channel);
        DeadLetters letters = lab.deadLetters(transport);
        assertThatThrownBy(() -> letters.replay(of(channel)))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining(channel.name());
        assertThat(ids(letters, of(channel))).containsExactly("bad");
        assertThat(letters.drop(of(channel))).isEqualTo(1);
    }
}
