package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.ServiceContext;
import io.quintet.tck.Inbox;
import io.quintet.transport.kafka.server.KafkaServer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client of Kafka's that keeps to itself what became of a commit, as it may when a broker is killed. */
@Timeout(120)
class UnansweredCommitTest {
    private final CountDownLatch tells = new CountDownLatch(5);

    private final class Forgetful extends Clients {
        Forgetful(KafkaSettings settings) {
            super(settings, "forgetful");
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
    void its_member_goes_on() throws Exception {
        ServiceContext context = Fixtures.context(
                Map.of("url", KafkaServer.shared().address(), "session", "3s", "client.fetch.max.wait.ms", "50"));
        KafkaSettings settings = KafkaSettings.of(context.settings());
        Clients clients = new Forgetful(settings);
        Channel channel = Fixtures.channel(1);
        Inbox inbox = new Inbox(Delivery::ack);
        try (MessageTransport transport = Fixtures.transport();
                TopicAdmin admin = new TopicAdmin(clients.admin(), settings.sendTimeout())) {
            Topics topics = new Topics(admin, settings);
            try (Sender sender = new Sender(clients.producer(), topics, context.clock());
                    GroupMember member = new GroupMember(
                            clients,
                            topics,
                            new DeadLetterWriter(sender, topics, settings.sendTimeout()),
                            settings,
                            channel,
                            "g",
                            10,
                            inbox,
                            context)) {
                assertThat(tells.await(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                for (int i = 0; i < 20; i++) { // more than may be handed out without a commit
                    Fixtures.accept(transport, channel, Fixtures.message("m" + i, "k"));
                    inbox.takeUntil("m" + i);
                }
                assertThat(member.ended()).isFalse();
            }
        }
    }
}
