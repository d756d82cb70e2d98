package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import io.quintet.Code;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.tck.Inbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers at the limits of AMQP, and those that mean something to RabbitMQ. */
@Timeout(120)
class ForeignHeadersTest {
    private final Names names = new Names(Fixtures.unique("headers") + ".");
    private final Channel channel = new Channel("orders", Channel.Kind.POINT_TO_POINT, 1);

    private MessageTransport transport() {
        return Fixtures.transport("prefix", names.prefix(), "send-timeout", "5s");
    }

    private static Message with(String id, String header) {
        Message plain = Fixtures.message(id, "k");
        return new Message(plain.headers().with(header, "value"), plain.payload());
    }

    @Test
    void one_with_a_name_too_long_for_amqp_is_refused_alone() throws Exception {
        try (MessageTransport transport = transport()) {
            Inbox inbox = new Inbox(io.quintet.spi.Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            List<Receipt> receipts = transport
                    .send(
                            channel,
                            List.of(
                                    Fixtures.message("before", "k"),
                                    with("a", "ö".repeat(128)),
                                    with("b", "x".repeat(255)),
                                    with("c", "X".repeat(255)),
                                    Fixtures.message("after", "k")))
                    .get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(receipts.get(1)).isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                assertThat(failed.error().code()).isEqualTo(Code.INVALID_ARGUMENT);
                assertThat(failed.error())
                        .hasMessageContaining("header " + "ö".repeat(20))
                        .hasMessageContaining("256 bytes (expected: at most 255 over transport rabbitmq)");
            });
            assertThat(receipts).filteredOn(Receipt.Accepted.class::isInstance).hasSize(4);
            inbox.takeUntil("before");
            assertThat(inbox.take().message().header("x".repeat(255))).isEqualTo("value");
            assertThat(inbox.take().message().header("X".repeat(255))).isEqualTo("value");
            assertThat(inbox.take().message().id()).isEqualTo("after");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CC", "BCC"})
    void one_that_rabbitmq_would_route_by_is_just_a_header(String name) throws Exception {
        try (MessageTransport transport = transport()) {
            Inbox inbox = new Inbox(io.quintet.spi.Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            Fixtures.accept(transport, channel, with("a", name));
            assertThat(inbox.take().message().header(name)).isEqualTo("value");
        }
    }

    private void publish(String queue, Map<String, Object> headers) throws Exception {
        try (Connection connection = Fixtures.connect()) {
            com.rabbitmq.client.Channel bare = connection.createChannel();
            bare.confirmSelect();
            bare.basicPublish(
                    "",
                    queue,
                    new BasicProperties.Builder()
                            .messageId("foreign")
                            .userId("guest")
                            .headers(headers)
                            .build(),
                    "hello".getBytes(UTF_8));
            bare.waitForConfirmsOrDie(TimeUnit.SECONDS.toMillis(Fixtures.PATIENCE_SECONDS));
        }
    }

    /** The only one, when the consumer has given up what was published. */
    private DeadLetter given(Map<String, Object> headers) throws Exception {
        try (MessageTransport transport = transport()) {
            Inbox inbox = new Inbox(delivery -> delivery.reject(new IllegalStateException("no")));
            transport.subscribe(channel, "g", 10, inbox);
            publish(names.queue("orders", 0), headers);
            DeadLetters letters = transport.deadLetters().orElseThrow();
            Fixtures.await(
                    "a dead letter",
                    () -> !letters.counts(DeadLetters.Filter.ALL).isEmpty());
            assertThat(inbox.ids()).as("attempts").containsExactly("foreign");
            return letters.list(DeadLetters.Filter.ALL, DeadLetters.Page.first(DeadLetters.Order.OLDEST_FIRST, 10))
                    .getFirst();
        }
    }

    @Test
    void a_dead_letter_bears_a_name_as_long_as_amqp_allows() throws Exception {
        String longest = "x".repeat(255);
        assertThat(given(Map.of(longest, "value")).message().header(longest)).isEqualTo("value");
    }

    @Test
    void a_dead_letter_is_made_without_the_headers_that_do_not_fit_into_a_frame() throws Exception {
        DeadLetter letter = given(Map.of("note", "x".repeat(1000), "large", "y".repeat(129_900)));
        assertThat(letter.message().header("note")).isEqualTo("x".repeat(1000));
        assertThat(letter.message().header("large")).isNull();
        assertThat(letter.message().id()).isEqualTo("foreign");
    }

    @Test
    void a_dead_letter_goes_nowhere_else_although_its_message_was_routed_by_its_headers() throws Exception {
        DeadLetter letter = given(Map.of("CC", List.of("nowhere")));
        assertThat(letter.message().header("CC")).isEqualTo("[nowhere]");
    }

    @Test
    void what_was_routed_by_its_headers_and_was_not_due_is_moved_once_and_to_its_shard_alone() throws Exception {
        try (MessageTransport transport = transport();
                Connection connection = Fixtures.connect()) {
            Inbox inbox = new Inbox(io.quintet.spi.Delivery::ack);
            transport.subscribe(channel, "g", 10, inbox);
            com.rabbitmq.client.Channel bare = connection.createChannel();
            String other = bare.queueDeclare("", false, true, true, Map.of()).getQueue();
            publish(
                    names.delayed("orders"),
                    Map.of(
                            "CC",
                            List.of(other),
                            "cloudEvents:" + HeaderNames.NOT_BEFORE,
                            Long.toString(System.currentTimeMillis() + 500)));
            inbox.takeUntil("foreign");
            assertThat(bare.messageCount(other)).as("by who sent it").isOne();
        }
    }
}
