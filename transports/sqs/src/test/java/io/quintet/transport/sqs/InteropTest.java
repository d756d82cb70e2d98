package io.quintet.transport.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Peers that use the bare client. */
class InteropTest {
    @Test
    void a_bare_consumer_reads_a_cloudevent_of_its_key_from_each_groups_queue() throws Exception {
        String name = "i" + Integer.toHexString(Fixtures.unique("").hashCode());
        Channel events = new Channel(name + ".events", Channel.Kind.PUBLISH_SUBSCRIBE, 4);
        try (MessageTransport transport = Fixtures.transport();
                SqsClient bare = Fixtures.client()) {
            for (String group : List.of("first", "second")) {
                transport.subscribe(events, group, 10, Delivery::ack).close();
            }
            Message message = new Message(
                    Headers.builder()
                            .set(HeaderNames.ID, "17")
                            .set(HeaderNames.TYPE, "kitchen.ticketAccepted")
                            .set(HeaderNames.CONTENT_TYPE, "application/json")
                            .set(HeaderNames.KEY, "order-1")
                            .build(),
                    "{\"orderId\":\"order-1\"}".getBytes(UTF_8));
            assertThat(Fixtures.send(transport, events, message)).isInstanceOf(Receipt.Accepted.class);
            for (String queue : List.of(name + "_events.fifo", name + "_events--second.fifo")) {
                String url = bare.getQueueUrl(ask -> ask.queueName(queue)).queueUrl();
                var got = bare.receiveMessage(ask -> ask.queueUrl(url)
                                .waitTimeSeconds(10)
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                        .messages()
                        .getFirst();
                assertThat(got.body())
                        .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"17\",\"type\":\"kitchen.ticketAccepted\","
                                + "\"datacontenttype\":\"application/json\",\"partitionkey\":\"order-1\","
                                + "\"data\":{\"orderId\":\"order-1\"}}");
                assertThat(got.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "order-1");
                assertThat(got.messageAttributes().get("content-type").stringValue())
                        .isEqualTo("application/cloudevents+json");
            }
            transport.remove(events);
            assertThat(bare.listQueues(ask -> ask.queueNamePrefix(name)).queueUrls())
                    .as("removed with its groups")
                    .isEmpty();
        }
    }

    @Test
    void a_bare_producer_writes_what_a_group_reads() throws Exception {
        Channel orders = Fixtures.channel(1);
        try (MessageTransport transport = Fixtures.transport();
                SqsClient bare = Fixtures.client()) {
            Inbox inbox = new Inbox(Delivery::ack);
            Subscription subscription = transport.subscribe(orders, "g", 10, inbox);
            String url = bare.getQueueUrl(ask -> ask.queueName(new Names("").queue(orders.name())))
                    .queueUrl();
            List<String> bodies = List.of(
                    "{\"specversion\":\"1.0\",\"id\":\"17\",\"source\":\"/shop\",\"type\":\"kitchen.createTicket\","
                            + "\"partitionkey\":\"order-1\",\"data\": {\"a\": 1} }",
                    "{\"specversion\":\"1.0\",\"data_base64\":\"AP8=\"}",
                    "hello");
            for (int i = 0; i < bodies.size(); i++) {
                String number = Integer.toString(i);
                String body = bodies.get(i);
                bare.sendMessage(ask -> ask.queueUrl(url)
                        .messageBody(body)
                        .messageGroupId("any")
                        .messageDeduplicationId(number));
            }
            Message first = inbox.take().message();
            assertThat(first.headers())
                    .isEqualTo(Headers.builder()
                            .set(HeaderNames.ID, "17")
                            .set(HeaderNames.SOURCE, "/shop")
                            .set(HeaderNames.TYPE, "kitchen.createTicket")
                            .set(HeaderNames.KEY, "order-1")
                            .build());
            assertThat(first.payload()).isEqualTo("{\"a\": 1}".getBytes(UTF_8));
            Message second = inbox.take().message();
            assertThat(second.id()).as("that of SQS").isNotEmpty();
            assertThat(second.payload()).containsExactly(0, -1);
            assertThat(inbox.take().message().payload()).isEqualTo("hello".getBytes(UTF_8));
            subscription.close();
            transport.remove(orders);
        }
    }
}
