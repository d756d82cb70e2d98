package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages of one key are handled one at a time, in the order sent. */
@Needs(
        value = {Guarantee.KEY_ORDER, Guarantee.COMPETING_CONSUMERS, Guarantee.REDELIVERY},
        given = Circumstance.MESSAGES)
abstract class OrderScenarios {
    private static List<String> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void a_key_is_with_one_consumer_at_a_time(Lab lab) {
        MessageTransport one = lab.messages();
        Channel channel = lab.channel(2);
        Recorder holding = lab.holding();
        Consumer<Delivery> consumer = delivery -> {
            if (Lab.sharing(delivery.message())) {
                delivery.ack();
            } else {
                holding.accept(delivery);
            }
        };
        Recorder first = lab.recorder(consumer);
        Recorder second = lab.recorder(consumer);
        lab.subscribe(one, channel, "g", 50, first);
        lab.subscribe(lab.messages(), channel, "g", 50, second);
        lab.awaitShares(one, channel, first, second);
        lab.send(one, channel, Texts.keyed("m", "k", 3));
        lab.send(one, channel, Texts.keyless("n", 8));
        Texts.keyless("n", 8).forEach(message -> holding.await(message.id()));
        holding.await("m0");
        assertThat(holding.ids()).doesNotContain("m1", "m2");
        holding.of("m0").getFirst().delivery().ack();
        holding.await("m1").delivery().ack();
        holding.await("m2");
    }

    @Test
    void order_per_key_holds_under_concurrent_consumers_and_producers(Lab lab) {
        MessageTransport one = lab.messages();
        MessageTransport other = lab.messages();
        Channel channel = lab.channel(8);
        History history = new History(lab.patience(), true, true);
        Crew crew = new Crew(lab, channel, history, id -> false);
        crew.join(one, 32);
        crew.join(one, 32);
        crew.join(other, 32);
        List<Producer> producers = List.of(
                new Producer(lab, one, channel, keys("a", 15)),
                new Producer(lab, one, channel, keys("b", 15)),
                new Producer(lab, other, channel, keys("c", 15)));
        List<CompletableFuture<Void>> runs = producers.stream()
                .map(producer -> Lab.start(() -> {
                    for (int i = 0; i < 40; i++) {
                        producer.round();
                    }
                }))
                .toList();
        runs.forEach(run -> lab.await("producer", run));
        history.awaitHandled(3 * 15 * 40);
        Map<String, Integer> sent = new HashMap<>();
        producers.forEach(producer -> sent.putAll(producer.accepted()));
        history.check(sent);
    }

    @Test
    void order_per_key_holds_while_some_are_retried(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        History history = new History(lab.patience(), true, true);
        Crew crew = new Crew(lab, channel, history, id -> id.endsWith("3"));
        crew.join(transport, 32);
        crew.join(lab.messages(), 32);
        Producer producer = new Producer(lab, transport, channel, keys("k", 20));
        for (int i = 0; i < 25; i++) {
            producer.round();
        }
        history.awaitHandled(20 * 25);
        history.check(producer.accepted());
        assertThat(history.redelivered()).as("3, 13 and 23 of each key").isEqualTo(60);
    }

    @Test
    void order_per_key_holds_while_members_join_and_leave(Lab lab) {
        MessageTransport one = lab.messages();
        MessageTransport other = lab.messages();
        Channel channel = lab.channel(8);
        History history = new History(lab.patience(), true, true);
        Crew crew = new Crew(lab, channel, history, id -> false);
        Producer producer = new Producer(lab, one, channel, keys("k", 24));
        Crew.Member first = crew.join(one, 16);
        awaitShare(lab, producer, history, first);
        Crew.Member second = crew.join(other, 16);
        awaitShare(lab, producer, history, second);
        Crew.Member third = crew.join(other, 16);
        awaitShare(lab, producer, history, third);
        producer.round();
        first.leave(lab.patience());
        producer.round();
        Crew.Member fourth = crew.join(one, 16);
        producer.round();
        second.leave(lab.patience());
        third.leave(lab.patience());
        awaitShare(lab, producer, history, fourth);
        history.awaitHandled(producer.count());
        history.check(producer.accepted());
    }

    private static void awaitShare(Lab lab, Producer producer, History history, Crew.Member member) {
        long deadline = System.nanoTime() + lab.patience().toNanos();
        while (member.got().get() == 0) {
            assertThat(System.nanoTime())
                    .as("a share for each member within %s", lab.patience())
                    .isLessThan(deadline);
            producer.round();
            history.awaitHandled(producer.count() - 24); // not far ahead of the consumers
        }
    }

    @Test
    void order_per_key_holds_when_a_member_is_closed_with_messages_in_hand(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        int credit = 60; // for all of the five keys that are held, since some transports hand out key by key
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (String key : keys("k", 12)) {
                sent.add(History.message(key, i));
            }
        }
        Recorder first = lab.recorder(delivery -> {
            if (delivery.message().id().compareTo("k5") < 0) {
                delivery.ack();
            }
        });
        Subscription subscription = lab.subscribe(transport, channel, "g", credit, first);
        lab.send(transport, channel, sent);
        first.await("k7/0");
        subscription.close();
        Recorder second = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", credit, second);
        for (String key : keys("k", 12)) {
            if (first.of(key + "/9").isEmpty()) {
                second.await(key + "/9");
            }
            List<String> numbers = new ArrayList<>();
            for (Recorder recorder : List.of(first, second)) {
                recorder.ids().stream().filter(id -> id.startsWith(key + "/")).forEach(numbers::add);
            }
            assertThat(firsts(numbers))
                    .as("first deliveries of %s", key)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(i -> key + "/" + i).toList());
        }
    }

    private static List<String> firsts(List<String> ids) {
        return ids.stream().distinct().toList();
    }
}
