package io.quintet.transport.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import io.quintet.transport.sqs.server.SqsServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What cannot be kept is refused, with the value and the expectation. */
class RefusalsTest {
    @Test
    void a_queue_that_was_removed_is_an_error_that_names_it_and_the_next_message_finds_one_again() throws Exception {
        Channel channel = Fixtures.channel(1);
        String queue = new Names("").queue(channel.name());
        try (MessageTransport transport = Fixtures.transport();
                SqsClient bare = Fixtures.client()) {
            assertThat(Fixtures.send(transport, channel, Fixtures.message("a", "k")))
                    .isInstanceOf(Receipt.Accepted.class);
            String url = bare.getQueueUrl(ask -> ask.queueName(queue)).queueUrl();
            bare.deleteQueue(ask -> ask.queueUrl(url));
            assertThat(Fixtures.send(transport, channel, Fixtures.message("b", "k")))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.NOT_FOUND);
                        assertThat(failed.error().retrySafe()).isTrue();
                        assertThat(failed.error())
                                .hasMessageContaining("queue " + queue)
                                .hasMessageContaining(
                                        "127.0.0.1:" + SqsServer.shared().port());
                    });
            Inbox inbox = new Inbox(Delivery::ack);
            assertThat(Fixtures.send(transport, channel, Fixtures.message("c", "k")))
                    .isInstanceOf(Receipt.Accepted.class);
            Subscription subscription = transport.subscribe(channel, "g", 10, inbox);
            assertThat(inbox.take().message().id()).isEqualTo("c");
            subscription.close();
            transport.remove(channel);
        }
    }

    @Test
    void where_nothing_may_be_created_what_is_absent_is_refused_by_name_and_what_is_there_is_used() throws Exception {
        Channel channel = Fixtures.channel(2);
        try (MessageTransport creating = Fixtures.transport();
                MessageTransport verifying = Fixtures.transport("create-queues", "false")) {
            assertThatThrownBy(() -> verifying.subscribe(channel, "g", 10, Delivery::ack))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(new Names("").queue(channel.name()) + ": absent")
                    .hasMessageContaining("sqs.create-queues is false");
            Fixtures.send(creating, channel, Fixtures.message("a", "k"));
            Inbox inbox = new Inbox(Delivery::ack);
            Subscription subscription = verifying.subscribe(channel, "g", 10, inbox);
            assertThat(inbox.take().message().id()).isEqualTo("a");
            subscription.close();
            verifying.remove(channel);
            assertThat(Fixtures.send(verifying, channel, Fixtures.message("b", "k")))
                    .as("what may not be created is not removed either")
                    .isInstanceOf(Receipt.Accepted.class);
            creating.remove(channel);
        }
    }

    @Test
    void where_nothing_may_be_created_no_group_takes_the_messages_of_another() throws Exception {
        Channel channel = new Channel(Fixtures.unique("events"), Channel.Kind.PUBLISH_SUBSCRIBE, 2);
        try (MessageTransport creating = Fixtures.transport();
                MessageTransport verifying = Fixtures.transport("create-queues", "false")) {
            creating.subscribe(channel, "first", 10, Delivery::ack).close();
            creating.subscribe(channel, "second", 10, Delivery::ack).close();
            verifying.subscribe(channel, "first", 10, Delivery::ack).close();
            verifying.subscribe(channel, "second", 10, Delivery::ack).close();
            assertThatThrownBy(() -> verifying.subscribe(channel, "third", 10, Delivery::ack))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(new Names("").queue(channel.name(), "third") + ": absent");
            creating.remove(channel);
        }
    }

    @Test
    void another_number_of_shards_is_refused_with_both() throws Exception {
        Channel channel = Fixtures.channel(2);
        try (MessageTransport transport = Fixtures.transport()) {
            Fixtures.send(transport, channel, Fixtures.message("a", "k"));
            Channel other = new Channel(channel.name(), channel.kind(), 3);
            assertThatThrownBy(() -> transport.subscribe(other, "g", 10, Delivery::ack))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("3 shards (expected: 2");
            transport.remove(channel);
        }
    }

    @Test
    void headers_and_payload_that_do_not_fit_together_are_refused_with_size_and_limit() throws Exception {
        Channel channel = Fixtures.channel(1);
        try (MessageTransport transport = Fixtures.transport()) {
            Message plain = Fixtures.message("a", "k");
            Message large = new Message(plain.headers().with("note", "x".repeat(100_000)), new byte[128 * 1024]);
            assertThat(Fixtures.send(transport, channel, large))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.INVALID_ARGUMENT);
                        assertThat(failed.error()).hasMessageContaining(": 274").hasMessageContaining("237568");
                    });
            transport.remove(channel);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9324",
                "amqp://localhost",
                "http:",
                "http://key@localhost",
                "http://:s@localhost",
                "http://key:@localhost"
            })
    void an_address_that_is_none_is_refused(String url) {
        assertThatThrownBy(() -> new SqsTransportProvider().create(Fixtures.context(Map.of("url", url))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("http://key:secret@host:port");
    }

    @ParameterizedTest
    @CsvSource({
        "visibility, 500ms, whole seconds",
        "visibility, 13h, 43200s",
        "poll, 1500ms, whole seconds",
        "poll, 21s, at most 20s",
        "retention, 15d, 1209600s",
        "prefix, a/b, at most 40"
    })
    void a_setting_that_sqs_does_not_take_is_refused_with_the_value_and_the_range(
            String name, String value, String expected) {
        assertThatThrownBy(() -> Fixtures.transport(name, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value)
                .hasMessageContaining(expected);
    }

    @Test
    void a_server_that_is_not_there_costs_a_send_no_more_than_its_time_and_no_secret_is_said() throws Exception {
        try (MessageTransport transport =
                Fixtures.transport("url", "http://key:hidden@127.0.0.1:1", "send-timeout", "1s")) {
            assertThat(Fixtures.send(transport, Fixtures.channel(1), Fixtures.message("a", "k")))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(failed.error().retrySafe()).isTrue();
                        assertThat(failed.error())
                                .hasMessageContaining("http://127.0.0.1:1")
                                .hasMessageNotContaining("hidden");
                    });
        }
        assertThat(SqsSettings.of(Fixtures.context(Map.of("url", "http://key:hidden@127.0.0.1:1"))
                                .settings())
                        .toString())
                .contains("http://127.0.0.1:1")
                .doesNotContain("hidden");
    }

    @Test
    void what_sqs_says_has_the_code_that_fits() {
        Map.of(
                        "AWS.SimpleQueueService.NonExistentQueue", Code.NOT_FOUND,
                        "AccessDenied", Code.PERMISSION_DENIED,
                        "InvalidClientTokenId", Code.UNAUTHENTICATED,
                        "RequestThrottled", Code.RESOURCE_EXHAUSTED,
                        "InternalFailure", Code.UNAVAILABLE,
                        "InvalidMessageContents", Code.INVALID_ARGUMENT)
                .forEach((said, code) -> {
                    assertThat(SqsErrors.entry(said, null, "queue q").code())
                            .as(said)
                            .isEqualTo(code);
                });
        assertThat(SqsErrors.entry("QueueDeletedRecently", null, "queue q").retrySafe())
                .as("SQS has done nothing, and says so")
                .isTrue();
        assertThat(List.of("InternalFailure", "ServiceUnavailable"))
                .as("it may fail after it has done what was asked")
                .noneMatch(said -> SqsErrors.entry(said, null, "queue q").retrySafe());
        assertThat(List.of("ReceiptHandleIsInvalid", "InvalidParameterValue"))
                .as("how it says that a receipt does not count any more")
                .allMatch(said -> SqsErrors.lost(SqsErrors.entry(said, "expired", "queue q")));
    }
}
