package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Due;
import io.quintet.Quintet;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import io.quintet.tck.contract.TckOven;
import io.quintet.tck.contract.TckOven.Dish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages that are held back until they are due. */
@Needs(value = Guarantee.DELAY, given = Circumstance.MESSAGES)
abstract class DelayScenarios {
    /** What a sound transport on a busy machine may be late. */
    private static final long LATE_MILLIS = 1000;

    /** By how many milliseconds a message came too late; negative where it came too early. */
    private static long late(Recorder recorder, Message message) {
        return recorder.await(message.id()).millis() - message.notBefore();
    }

    private static Message in(long millis, String id, String key) {
        return at(System.currentTimeMillis() + millis, id, key);
    }

    static Message at(long millis, String id, String key) {
        return at(millis, Texts.message(id, key));
    }

    static Message at(long millis, Message message) {
        return new Message(message.headers().with(HeaderNames.NOT_BEFORE, Long.toString(millis)), message.payload());
    }

    @Test
    void a_message_comes_when_it_is_due_and_never_before(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 100, recorder);
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sent.add(in(40 + 17L * i, "m" + i, "k" + i));
        }
        lab.send(transport, channel, sent);
        for (Message message : sent) {
            assertThat(late(recorder, message))
                    .as("ms after it was due: %s", message)
                    .isBetween(0L, LATE_MILLIS);
        }
        assertThat(recorder.all())
                .hasSize(30)
                .allMatch(got -> got.attempt() == 1)
                .allMatch(got -> sent.stream()
                        .anyMatch(message ->
                                message.headers().equals(got.message().headers())));
    }

    @Test
    void a_message_whose_time_has_passed_comes_at_once(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, in(-1, "just", "k"), in(-100_000, "long", "k"), in(0, "now", "k"));
        recorder.await(3);
        assertThat(recorder.ids()).contains("just", "long", "now");
    }

    @Test
    @Needs(Guarantee.KEY_ORDER)
    void messages_of_a_key_come_in_the_order_of_falling_due_and_then_of_sending(Lab lab) {
        MessageTransport transport = lab.messages();
        inTime(lab, 300, lead -> {
            Channel channel = lab.channel(2);
            Recorder recorder = lab.acking();
            lab.subscribe(transport, channel, "g", 100, recorder);
            long first = System.currentTimeMillis() + lead;
            List<Message> inOrder = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                inOrder.add(at(first + 10L * (i / 3), "m" + i, "k")); // three at a time
            }
            List<List<Message>> trios = new ArrayList<>();
            for (int i = 0; i < 60; i += 3) {
                trios.add(inOrder.subList(i, i + 3));
            }
            Collections.shuffle(trios, new Random(17));
            lab.send(transport, channel, trios.stream().flatMap(List::stream).toList());
            if (System.currentTimeMillis() >= first) {
                return false;
            }
            assertThat(recorder.await(60).ids()).containsExactlyElementsOf(Texts.ids(inOrder));
            return true;
        });
    }

    /**
     * Tries with ever more milliseconds from sending to falling due, until all was accepted in that time: what is due before it is accepted
     * is not held back, and has no place in the order.
     */
    private static void inTime(Lab lab, long lead, LongPredicate attempt) {
        for (long millis = lead; !attempt.test(millis); millis *= 2) {
            assertThat(millis)
                    .as("ms, and not all was accepted in them")
                    .isLessThan(lab.patience().toMillis());
        }
    }

    @Test
    void other_messages_of_the_channel_and_of_the_key_are_not_held_up(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 100, recorder);
        Message later = in(60_000, "later", "k");
        lab.send(transport, channel, later, Texts.message("same-batch", "k"));
        lab.send(transport, channel, Texts.message("same-key", "k"), Texts.message("other-key", "l"));
        lab.send(transport, channel, in(100, "sooner", "k"), Texts.message("without", null));
        recorder.await("sooner");
        recorder.await(5);
        assertThat(recorder.ids())
                .containsSubsequence("same-batch", "same-key", "sooner")
                .doesNotContain("later");
    }

    @Test
    void a_message_may_be_held_back_for_months_and_what_was_sent_with_it_comes_in_time(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 100, recorder);
        Message months = in(Duration.ofDays(200).toMillis(), "months", "k");
        Message hours = in(Duration.ofHours(2).toMillis(), "hours", "k");
        Message sooner = in(100, "sooner", "k");
        lab.send(transport, channel, months, hours, sooner);
        assertThat(late(recorder, sooner)).isBetween(0L, LATE_MILLIS);
        assertThat(recorder.ids()).containsExactly("sooner");
    }

    @Test
    void a_batch_with_some_due_now_and_some_later_has_a_receipt_for_each(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(3);
        List<Message> batch = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            batch.add(i % 2 == 0 ? Texts.message("m" + i, "k" + i % 5) : in(10L * (i % 7), "m" + i, "k" + i % 5));
        }
        lab.send(transport, channel, batch);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 100, recorder);
        assertThat(recorder.await(40).ids()).containsExactlyInAnyOrderElementsOf(Texts.ids(batch));
    }

    @Test
    @Needs(Guarantee.EVERY_GROUP)
    void every_group_gets_a_delayed_message_once(Lab lab) {
        MessageTransport transport = lab.messages();
        MessageTransport other = lab.messages();
        Channel channel = lab.topic(2);
        List<Recorder> recorders = List.of(lab.acking(), lab.acking());
        lab.subscribe(transport, channel, "one", 100, recorders.get(0));
        lab.subscribe(other, channel, "one", 100, recorders.get(0));
        lab.subscribe(other, channel, "two", 100, recorders.get(1));
        List<Message> sent = IntStream.range(0, 50)
                .mapToObj(i -> in(50 + i % 10, "m" + i, "k" + i % 4))
                .toList();
        lab.send(transport, channel, sent.subList(0, 25));
        lab.send(other, channel, sent.subList(25, 50));
        Message last = in(200, "last", "k");
        lab.send(transport, channel, last);
        for (Recorder recorder : recorders) {
            recorder.await("last");
            recorder.await(51);
            assertThat(recorder.ids()).as("each once").doesNotHaveDuplicates().hasSize(51);
        }
    }

    @Test
    void a_message_comes_also_when_the_instance_that_sent_it_has_closed(Lab lab) {
        MessageTransport sending = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 100, recorder);
        Message message = in(300, "a", "k");
        lab.send(sending, channel, message);
        sending.close();
        assertThat(late(recorder, message)).isBetween(0L, LATE_MILLIS);
    }

    @Test
    @Needs(Guarantee.DURABLE)
    void a_message_outlives_every_instance_also_when_it_fell_due_in_the_meantime(Lab lab) {
        Channel channel = lab.channel(2);
        MessageTransport before = lab.messages();
        Message meanwhile = in(50, "meanwhile", "k");
        Message afterwards = in(1500, "afterwards", "k");
        lab.send(before, channel, afterwards, meanwhile);
        before.close();
        pass(meanwhile.notBefore());
        Recorder recorder = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, recorder);
        assertThat(late(recorder, meanwhile)).isNotNegative();
        assertThat(late(recorder, afterwards)).isNotNegative();
        assertThat(recorder.ids()).containsExactly("meanwhile", "afterwards");
    }

    @Test
    @Needs({Guarantee.DURABLE, Guarantee.CROSS_PROCESS})
    void what_was_accepted_from_a_process_that_is_killed_comes_when_it_is_due(Lab lab) {
        inTime(lab, 600, lead -> {
            Channel channel = lab.channel(1); // order is promised within a shard
            Peer sending = lab.peer(
                    "delay", channel.name(), String.valueOf(channel.shards()), "50", String.valueOf(lead)); // messages
            List<String> accepted = sending.await("accepted", 50);
            sending.kill();
            long killed = System.currentTimeMillis();
            MessageTransport transport = lab.messages();
            Recorder recorder = lab.acking();
            lab.subscribe(transport, channel, "g", 1000, recorder);
            recorder.await(accepted.size());
            assertThat(recorder.ids()).as("each once").containsExactlyInAnyOrderElementsOf(accepted);
            for (Recorder.Got got : recorder.all()) {
                assertThat(late(recorder, got.message())).isNotNegative();
            }
            if (recorder.all().stream().anyMatch(got -> got.message().notBefore() <= killed)) {
                return false;
            }
            assertThat(recorder.ids())
                    .as("in the order of falling due")
                    .isSortedAccordingTo(Comparator.comparingInt(id -> Integer.parseInt(id.substring(1))));
            return true;
        });
    }

    @Test
    void a_removed_channels_delayed_messages_do_not_come(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        lab.send(transport, channel, in(100, "old", "k"));
        transport.remove(channel);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, in(300, "new", "k"));
        recorder.await("new");
        assertThat(recorder.ids()).containsExactly("new");
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void a_delayed_message_is_retried_like_any_other(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.recorder(delivery -> {
            if (delivery.attempt() < 3) {
                delivery.retry(Duration.ofMillis(5), RedeliveryScenarios.notYet());
            } else {
                delivery.ack();
            }
        });
        Subscription subscription = lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, in(50, "a", "k"));
        assertThat(recorder.await("a", 3).attempt()).isEqualTo(3);
        subscription.drain(lab.patience());
    }

    @Test
    @Needs(given = Circumstance.CODEC)
    void a_notification_that_expires_before_anybody_takes_it_is_skipped(Lab lab) throws Exception {
        Quintet cook = lab.service("cook", "messages.shards", "1");
        long due = System.currentTimeMillis() + 20;
        cook.client(TckOven.class, Due.at(Instant.ofEpochMilli(due))).hot(new Dish("soup"));
        cook.client(TckOven.class, Due.at(Instant.ofEpochMilli(due + 20))).ready(new Dish("bread"));
        pass(due + 20);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        lab.service("waiter", "messages.shards", "1").serve(TckOven.class, new Waiter(seen));
        assertThat(StyleScenarios.take(lab, seen)).isEqualTo("bread");
        cook.client(TckOven.class).ready(new Dish("tea"));
        assertThat(StyleScenarios.take(lab, seen)).as("nothing is held up").isEqualTo("tea");
    }

    /** Waits until the wall clock shows a time. */
    private static void pass(long millis) {
        while (System.currentTimeMillis() <= millis) {
            LockSupport.parkUntil(millis + 1);
        }
    }

    /** Takes notifications; not a record, for its methods are the operations. */
    static final class Waiter {
        private final BlockingQueue<String> seen;

        Waiter(BlockingQueue<String> seen) {
            this.seen = seen;
        }

        public void ready(Dish dish) {
            seen.add(dish.name());
        }

        public void hot(Dish dish) {
            seen.add("hot " + dish.name());
        }
    }
}
