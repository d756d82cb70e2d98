package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A slow consumer is never handed more than it asked for, and loses nothing. */
@Needs(given = Circumstance.MESSAGES)
abstract class CreditScenarios {
    @Test
    void never_more_than_the_credit_is_unsettled(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        AtomicInteger unsettled = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Recorder slow = lab.recorder(delivery -> most.accumulateAndGet(unsettled.incrementAndGet(), Math::max));
        lab.subscribe(transport, channel, "slow", 5, slow);
        lab.send(transport, channel, Texts.keyless("m", 60));
        slow.await(5);
        waitOut(lab, transport);
        for (int settled = 0; settled < 60; settled++) {
            slow.await(Math.min(60, settled + 1));
            unsettled.decrementAndGet();
            slow.all().get(settled).delivery().ack();
        }
        assertThat(most).as("most unsettled at a time").hasValue(5);
        assertThat(slow.ids()).hasSize(60).doesNotHaveDuplicates();
    }

    /** Another channel's messages come and go: the transport has had its turn. */
    private static void waitOut(Lab lab, MessageTransport transport) {
        Channel other = lab.channel(1);
        Recorder witness = lab.acking();
        lab.subscribe(transport, other, "witness", 100, witness);
        for (int i = 0; i < 5; i++) {
            lab.send(transport, other, Texts.message("turn" + i, null));
            witness.await("turn" + i);
        }
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void more_retries_than_credit_do_not_block_each_other_for_ever(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.recorder(delivery -> {
            if (delivery.attempt() == 1) {
                delivery.retry(Duration.ofMillis(30), RedeliveryScenarios.notYet());
            } else {
                delivery.ack();
            }
        });
        lab.subscribe(transport, channel, "g", 2, recorder);
        List<Message> sent = Texts.keyless("m", 8);
        lab.send(transport, channel, sent);
        sent.forEach(message -> recorder.await(message.id(), 2));
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void a_message_that_waits_for_its_retry_holds_up_no_other_shard(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.recorder(delivery -> {
            if (delivery.message().id().equals("waits")) {
                delivery.retry(Duration.ofHours(1), RedeliveryScenarios.notYet());
            } else {
                delivery.ack();
            }
        });
        lab.subscribe(transport, channel, "g", 4, recorder);
        Iterator<String> keys = Stream.iterate(0, i -> i + 1).map(i -> "k" + i).iterator();
        lab.send(transport, channel, Texts.message("waits", keyOf(channel, 0, keys)));
        for (int i = 0; i < 40; i++) { // far more than the credit
            lab.send(transport, channel, Texts.message("same" + i, keyOf(channel, 0, keys)));
        }
        lab.send(transport, channel, Texts.message("other", keyOf(channel, 1, keys)));
        recorder.await("other");
    }

    private static String keyOf(Channel channel, int shard, Iterator<String> keys) {
        while (true) {
            String key = keys.next();
            if (channel.shardOf(key) == shard) {
                return key;
            }
        }
    }

    @Test
    void a_slow_consumer_gets_everything_that_fast_producers_send(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        Recorder slow = lab.holding();
        lab.subscribe(transport, channel, "g", 10, slow);
        for (int i = 0; i < 20; i++) {
            lab.send(transport, channel, Texts.keyless("m" + i + "-", 100));
        }
        slow.await(10);
        assertThat(slow.count()).isLessThanOrEqualTo(10);
        int settled = 0;
        while (settled < 2000) {
            slow.await(settled + 1);
            List<Delivery> ready = slow.all().stream()
                    .skip(settled)
                    .map(Recorder.Got::delivery)
                    .toList();
            ready.forEach(Delivery::ack);
            settled += ready.size();
        }
        assertThat(slow.ids()).hasSize(2000).doesNotHaveDuplicates();
    }

    @Test
    @Needs(Guarantee.EVERY_GROUP)
    void a_slow_group_does_not_slow_another(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel topic = lab.topic(2);
        Recorder stuck = lab.holding();
        Recorder quick = lab.acking();
        lab.subscribe(transport, topic, "stuck", 1, stuck);
        lab.subscribe(transport, topic, "quick", 10, quick);
        lab.send(transport, topic, Texts.keyless("m", 200));
        quick.await(200);
        assertThat(stuck.count()).isLessThanOrEqualTo(1);
    }
}
