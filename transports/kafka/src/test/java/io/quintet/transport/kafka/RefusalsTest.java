package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.transport.kafka.server.KafkaServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** What cannot be is refused, with the value and the expectation. */
class RefusalsTest {
    private static void create(String topic, int partitions, Map<String, String> config) throws Exception {
        try (Admin admin = Fixtures.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config)))
                    .all()
                    .get();
        }
    }

    private static QuintetException failed(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Receipt.Failed.class);
        return ((Receipt.Failed) receipt).error();
    }

    @Test
    void settings_that_are_missing_or_that_its_promises_rest_on() {
        KafkaTransportProvider provider = new KafkaTransportProvider();
        assertThatThrownBy(() -> provider.create(Fixtures.context(Map.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("url: not set (expected: host:port");
        assertThatThrownBy(() -> Fixtures.transport("client.acks", "1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "client.acks: \"1\" (expected: a property that the transport does not set itself)");
        assertThatThrownBy(() -> Fixtures.transport("prefix", "a/b"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("prefix: \"a/b\"");
        assertThatThrownBy(() -> Fixtures.transport("client.security.protocol", "NONSENSE"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("NONSENSE");
    }

    @Test
    void secrets_are_shown_nowhere() {
        KafkaSettings settings = KafkaSettings.of(Fixtures.context(Map.of(
                        "url",
                        "127.0.0.1:1",
                        "client.sasl.jaas.config",
                        "PlainLoginModule required password=\"hunter2\";",
                        "client.ssl.key.password",
                        "hunter2"))
                .settings());
        assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
    }

    @Test
    void a_topic_that_is_absent_where_none_is_created() {
        try (MessageTransport transport = Fixtures.transport("create-topics", "false")) {
            Channel channel = Fixtures.channel(3);
            assertThatThrownBy(() -> transport.subscribe(channel, "g", 1, Delivery::ack))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("topic " + channel.name() + ": absent (expected: there, with 3 partitions");
        }
    }

    @Test
    void a_topic_with_too_few_replicas_other_partitions_or_that_is_compacted() throws Exception {
        Channel channel = Fixtures.channel(2);
        create(channel.name(), 2, Map.of());
        Channel compacted = Fixtures.channel(1);
        create(compacted.name(), 1, Map.of("cleanup.policy", "compact"));
        try (MessageTransport careful = Fixtures.transport("create-topics", "false", "replication", "3");
                MessageTransport transport = Fixtures.transport("create-topics", "false")) {
            assertThatThrownBy(() -> Fixtures.send(careful, channel, Fixtures.message("a", null)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("1 replicas (expected: at least 3, as kafka.replication says)");
            Fixtures.accept(transport, channel, Fixtures.message("a", null));
            Channel more = new Channel(channel.name(), channel.kind(), 4);
            assertThatThrownBy(() -> Fixtures.send(transport, more, Fixtures.message("a", null)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("4 shards (expected: 2, the partitions of topic " + channel.name());
            assertThatThrownBy(() -> Fixtures.send(transport, compacted, Fixtures.message("a", null)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("cleanup.policy is compact (expected: delete)");
        }
    }

    @Test
    void a_message_that_a_topic_of_others_does_not_take() throws Exception {
        Channel channel = Fixtures.channel(1);
        create(channel.name(), 1, Map.of("max.message.bytes", "10000"));
        try (MessageTransport transport = Fixtures.transport()) {
            Message large = new Message(Fixtures.message("large", "k").headers(), new byte[20_000]);
            QuintetException refusal = failed(Fixtures.send(transport, channel, large));
            assertThat(refusal.code()).isEqualTo(Code.INVALID_ARGUMENT);
            assertThat(refusal).hasMessageContainingAll("20", "at most 10000", "max.message.bytes of topic");
            Message fits = new Message(Fixtures.message("fits", "k").headers(), new byte[9_000]);
            Fixtures.accept(transport, channel, fits);
        }
    }

    @Test
    void a_message_that_is_to_be_held_back_where_there_is_no_topic_for_it_and_none_is_created() throws Exception {
        String prefix = Fixtures.unique("none") + ".";
        Channel channel = Fixtures.channel(1);
        create(prefix + channel.name(), 1, Map.of());
        try (MessageTransport transport = Fixtures.transport("create-topics", "false", "prefix", prefix)) {
            Message message = Fixtures.message("a", "k");
            Message later =
                    new Message(message.headers().with(HeaderNames.NOT_BEFORE, "4102444800000"), message.payload());
            assertThat(failed(Fixtures.send(transport, channel, later)))
                    .hasMessageContaining("topic " + prefix + "_delayed: absent (expected: there");
            Message wrong = new Message(message.headers().with(HeaderNames.NOT_BEFORE, "soon"), message.payload());
            assertThat(failed(Fixtures.send(transport, channel, wrong)))
                    .hasMessageContaining("notbefore: soon (expected: milliseconds since 1970)");
        }
    }

    @Test
    void a_send_without_a_kafka_fails_in_time_as_unavailable_and_safe_to_retry() throws Exception {
        try (MessageTransport transport =
                Fixtures.transport("url", "127.0.0.1:" + deadPort(), "send-timeout", "300ms")) {
            QuintetException failure =
                    failed(Fixtures.send(transport, Fixtures.channel(1), Fixtures.message("a", null)));
            assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(failure.retrySafe()).isTrue();
        }
    }

    @Test
    void a_batch_that_kafka_does_not_take_blocks_no_longer_than_one_message() throws Exception {
        Channel channel = Fixtures.channel(1);
        try (KafkaServer kafka = KafkaServer.start(Map.of());
                MessageTransport transport =
                        Fixtures.transport("url", kafka.address(), "send-timeout", "500ms", "buffer-bytes", "1MiB")) {
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            kafka.kill();
            Message large = new Message(Fixtures.message("large", "k").headers(), new byte[600_000]);
            long began = System.nanoTime();
            var receipts = transport.send(channel, Collections.nCopies(20, large)); // the buffer is full after one
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(receipts.get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasSize(20)
                    .hasOnlyElementsOfType(Receipt.Failed.class)
                    .last()
                    .satisfies(last -> assertThat(failed(last).retrySafe()).isTrue());
        }
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
