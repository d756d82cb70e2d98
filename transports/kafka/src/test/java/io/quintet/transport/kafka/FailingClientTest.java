package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of Kafka's, and consumers, that do what they should not. */
@Timeout(120)
class FailingClientTest {
    private final Channel channel = Fixtures.channel(1);

    /** Keeps to itself what became of its fifth commit, as it may when a broker is killed. */
    private static final class Forgetful extends Clients {
        private final CountDownLatch tells;

        Forgetful(KafkaSettings settings, CountDownLatch tells) {
            super(settings, "forgetful");
            this.tells = tells;
        }

        @Override
        KafkaConsumer<byte[], byte[]> member(String group) {
            return new KafkaConsumer<>(membership(group), new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                @Override
                public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
                    boolean forgets = tells.getCount() == 1;
                    tells.countDown();
                    super.commitAsync(offsets, forgets ? (committed, failure) -> {} : callback);
                }
            };
        }
    }

    @Test
    void a_commit_that_is_never_answered_does_not_stop_its_member() throws Exception {
        CountDownLatch tells = new CountDownLatch(5);
        Inbox inbox = new Inbox(Delivery::ack);
        try (MessageTransport transport =
                Fixtures.transport(settings -> new Forgetful(settings, tells), "session", "3s")) {
            transport.subscribe(channel, "g", 10, inbox);
            assertThat(tells.await(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 20; i++) { // more than may be handed out without a commit
                Fixtures.accept(transport, channel, Fixtures.message("m" + i, "k"));
                inbox.takeUntil("m" + i);
            }
        }
    }

    /** Loses what it has fetched to an error, the first time that this is something. */
    private static final class Broken extends Clients {
        Broken(KafkaSettings settings) {
            super(settings, "broken");
        }

        @Override
        KafkaConsumer<byte[], byte[]> member(String group) {
            return new KafkaConsumer<>(membership(group), new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                private boolean whole;

                @Override
                public ConsumerRecords<byte[], byte[]> poll(Duration patience) {
                    ConsumerRecords<byte[], byte[]> fetched = super.poll(patience);
                    if (!whole && !fetched.isEmpty()) {
                        whole = true;
                        throw new OutOfMemoryError("for a test");
                    }
                    return fetched;
                }
            };
        }
    }

    @Test
    void an_error_in_a_poll_loses_neither_the_member_nor_what_was_fetched() throws Exception {
        Inbox inbox = new Inbox(Delivery::ack);
        try (MessageTransport transport = Fixtures.transport(Broken::new)) {
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            Fixtures.accept(transport, channel, Fixtures.message("b", "k"));
            inbox.takeUntil("b");
            assertThat(inbox.ids()).containsExactly("a", "b");
        }
    }

    @Test
    void an_error_in_a_poll_loses_no_message_that_is_held_back() throws Exception {
        Inbox inbox = new Inbox(Delivery::ack);
        try (MessageTransport transport = Fixtures.transport(Broken::new, "prefix", Fixtures.unique("broken") + ".")) {
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.due("a", Duration.ofMillis(100)));
            assertThat(inbox.take().message().id()).isEqualTo("a");
        }
    }

    /** Answers a few times that there is no topic of any name, as a node that has not heard of one yet. */
    private static final class Lagging extends Clients {
        private final AtomicInteger answers;

        Lagging(KafkaSettings settings, AtomicInteger answers) {
            super(settings, "lagging");
            this.answers = answers;
        }

        @Override
        Admin admin() {
            Admin admin = super.admin();
            return (Admin) Proxy.newProxyInstance(
                    Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                        boolean lags = method.getName().equals("describeTopics")
                                && answers.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                        return lags ? admin.describeTopics(List.of("none")) : method.invoke(admin, arguments);
                    });
        }
    }

    @Test
    void a_node_that_knows_nothing_of_a_channel_does_not_make_its_messages_vanish() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        Inbox inbox = new Inbox(Delivery::ack);
        try (MessageTransport transport = Fixtures.transport(
                settings -> new Lagging(settings, answers), "prefix", Fixtures.unique("lagging") + ".")) {
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("first", "k"));
            assertThat(inbox.take().message().id()).isEqualTo("first"); // members of groups have looked, too
            Fixtures.accept(transport, channel, Fixtures.due("a", Duration.ofSeconds(1)));
            answers.set(3);
            assertThat(inbox.take().message().id()).isEqualTo("a");
            assertThat(answers).hasValue(0);
        }
    }

    @Test
    void a_message_that_its_consumer_fails_to_take_comes_again_and_others_meanwhile() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        Inbox inbox = new Inbox(delivery -> {
            if (delivery.message().id().equals("bad") && failures.incrementAndGet() == 1) {
                throw new AssertionError("for a test");
            }
            delivery.ack();
        });
        try (MessageTransport transport = Fixtures.transport()) {
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, Fixtures.message("bad", "k1"));
            Fixtures.accept(transport, channel, Fixtures.message("good", "k2"));
            inbox.takeUntil("good");
            Delivery again = inbox.takeUntil("bad");
            assertThat(again.attempt()).isEqualTo(2);
        }
    }
}
