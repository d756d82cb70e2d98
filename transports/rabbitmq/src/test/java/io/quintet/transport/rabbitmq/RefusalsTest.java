package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be kept is refused, with the value and the expectation. */
class RefusalsTest {
    @Test
    void a_message_that_no_queue_takes_is_an_error_that_names_the_channel_and_the_next_one_finds_a_queue_again()
            throws Exception {
        Channel channel = Fixtures.channel(1);
        try (MessageTransport transport = Fixtures.transport();
                Connection connection = Fixtures.connect()) {
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            connection.createChannel().queueDelete(channel.name() + "/0");
            assertThat(Fixtures.send(transport, channel, Fixtures.message("b", "k")))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.NOT_FOUND);
                        assertThat(failed.error().retrySafe()).isTrue();
                        assertThat(failed.error()).hasMessageContaining("channel " + channel.name());
                    });
            Inbox inbox = new Inbox(Delivery::ack);
            Fixtures.accept(transport, channel, Fixtures.message("c", "k"));
            Subscription subscription = transport.subscribe(channel, "g", 10, inbox);
            assertThat(inbox.take().message().id()).isEqualTo("c");
            subscription.close();
            transport.remove(channel);
        }
    }

    @Test
    void where_nothing_may_be_declared_what_is_absent_is_refused_by_name_and_what_is_there_is_used() throws Exception {
        Channel channel = Fixtures.channel(2);
        try (MessageTransport declaring = Fixtures.transport();
                MessageTransport verifying = Fixtures.transport("create-topology", "false")) {
            assertThatThrownBy(() -> verifying.subscribe(channel, "g", 10, Delivery::ack))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(channel.name() + "/0: absent")
                    .hasMessageContaining("rabbitmq.create-topology is false");
            Fixtures.send(declaring, channel, Fixtures.message("a", "k"));
            Inbox inbox = new Inbox(Delivery::ack);
            Subscription subscription = verifying.subscribe(channel, "g", 10, inbox);
            assertThat(inbox.take().message().id()).isEqualTo("a");
            subscription.close();
            verifying.remove(channel);
            assertThat(Fixtures.send(verifying, channel, Fixtures.message("b", "k")))
                    .as("what may not be declared is not removed either")
                    .isInstanceOf(Receipt.Accepted.class);
            declaring.remove(channel);
        }
    }

    @Test
    void where_nothing_may_be_declared_a_shard_that_was_lost_fails_alone_until_it_is_there_again() throws Exception {
        Channel channel = Fixtures.channel(2);
        try (MessageTransport declaring = Fixtures.transport();
                MessageTransport verifying = Fixtures.transport("create-topology", "false");
                Connection connection = Fixtures.connect()) {
            String kept = Fixtures.key(channel, 0);
            String lost = Fixtures.key(channel, 1);
            Fixtures.accept(declaring, channel, Fixtures.message("a", lost));
            Fixtures.accept(verifying, channel, Fixtures.message("b", lost));
            connection.createChannel().queueDelete(channel.name() + "/1");
            assertThat(Fixtures.send(verifying, channel, Fixtures.message("c", lost)))
                    .isInstanceOfSatisfying(
                            Receipt.Failed.class,
                            failed -> assertThat(failed.error().code()).isEqualTo(Code.NOT_FOUND));
            Fixtures.accept(verifying, channel, Fixtures.message("d", kept));
            assertThat(Fixtures.send(declaring, channel, Fixtures.message("e", lost)))
                    .isInstanceOf(Receipt.Failed.class);
            Fixtures.accept(declaring, channel, Fixtures.message("f", lost));
            Fixtures.accept(verifying, channel, Fixtures.message("g", lost));
            declaring.remove(channel);
        }
    }

    @Test
    void other_shards_than_there_are_are_refused_with_how_many_there_are() throws Exception {
        Channel two = Fixtures.channel(2);
        try (MessageTransport there = Fixtures.transport();
                MessageTransport other = Fixtures.transport()) {
            Fixtures.accept(there, two, Fixtures.message("a", "k"));
            for (int shards : new int[] {1, 3, 4}) {
                Channel asked = new Channel(two.name(), two.kind(), shards);
                assertThatThrownBy(() -> other.subscribe(asked, "g", 10, Delivery::ack))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining(two.name() + ": " + shards + " shards (expected: 2");
            }
            Fixtures.accept(other, two, Fixtures.message("b", "k"));
            there.remove(two);
        }
    }

    @Test
    void who_knows_more_shards_than_a_channel_was_made_anew_with_is_refused_and_makes_none() throws Exception {
        Channel four = Fixtures.channel(4);
        Channel two = new Channel(four.name(), four.kind(), 2);
        try (MessageTransport late = Fixtures.transport();
                MessageTransport other = Fixtures.transport();
                Connection connection = Fixtures.connect()) {
            Fixtures.accept(late, four, Fixtures.message("a", "k"));
            other.remove(four);
            Fixtures.accept(other, two, Fixtures.message("b", "k"));
            String gone = Fixtures.key(four, 3);
            assertThat(Fixtures.send(late, four, Fixtures.message("c", gone))).isInstanceOf(Receipt.Failed.class);
            assertThatThrownBy(() -> Fixtures.send(late, four, Fixtures.message("d", gone)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(four.name() + ": 4 shards (expected: 2");
            assertThatThrownBy(() -> connection.createChannel().queueDeclarePassive(four.name() + "/2"))
                    .hasStackTraceContaining("NOT_FOUND");
            Fixtures.accept(late, two, Fixtures.message("e", "k"));
            other.remove(two);
        }
    }

    @Test
    void what_one_of_several_queues_refuses_is_not_said_to_be_safe_to_retry() throws Exception {
        Channel channel = new Channel(Fixtures.unique("events"), Channel.Kind.PUBLISH_SUBSCRIBE, 1);
        try (MessageTransport transport = Fixtures.transport();
                Connection connection = Fixtures.connect()) {
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            com.rabbitmq.client.Channel bare = connection.createChannel();
            Map<String, Object> full = Map.of("x-max-length", 1, "x-overflow", "reject-publish");
            String other = bare.queueDeclare("", false, true, true, full).getQueue();
            bare.queueBind(other, channel.name(), "0");
            Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
            assertThat(Fixtures.send(transport, channel, Fixtures.message("b", "k")))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(failed.error().retrySafe()).isFalse();
                    });
            inbox.takeUntil("b");
            transport.remove(channel);
        }
    }

    @Test
    void headers_that_do_not_fit_into_a_frame_are_refused_with_size_and_limit() throws Exception {
        Channel channel = Fixtures.channel(1);
        try (MessageTransport transport = Fixtures.transport()) {
            var plain = Fixtures.message("a", "k");
            var large = new Message(plain.headers().with("note", "x".repeat(130_000)), plain.payload());
            assertThat(Fixtures.send(transport, channel, large))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.INVALID_ARGUMENT);
                        assertThat(failed.error())
                                .hasMessageContaining("headers: 13")
                                .hasMessageContaining("122880");
                    });
            transport.remove(channel);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5672", "http://localhost", "amqp:", "amqp://a,amqps://b", ""})
    void an_address_that_is_none_is_refused(String url) {
        assertThatThrownBy(() -> new RabbitTransportProvider().create(Fixtures.context(Map.of("url", url))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("amqp://user:password@host:port/vhost");
    }

    @Test
    void a_wrong_password_is_said_and_not_shown() throws Exception {
        String url = Fixtures.server().address().replace("guest:guest@", "guest:secret@");
        try (MessageTransport transport = Fixtures.transport("url", url)) {
            assertThat(Fixtures.send(transport, Fixtures.channel(1), Fixtures.message("a", "k")))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.UNAUTHENTICATED);
                        assertThat(failed.error().getMessage()).doesNotContain("secret");
                    });
        }
    }

    @Test
    void a_server_that_is_not_there_costs_a_send_no_more_than_its_time() throws Exception {
        try (MessageTransport transport =
                Fixtures.transport("url", "amqp://guest:guest@127.0.0.1:1", "send-timeout", "1s")) {
            assertThat(Fixtures.send(transport, Fixtures.channel(1), Fixtures.message("a", "k")))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(failed.error().retrySafe()).isTrue();
                    });
        }
    }
}
