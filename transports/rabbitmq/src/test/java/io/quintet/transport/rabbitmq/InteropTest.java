package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.quintet.Quintet;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import io.quintet.tck.contract.TckKitchen;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bare client of RabbitMQ on the other side. */
class InteropTest {
    private final MessageTransport transport = Fixtures.transport();
    private final Channel orders = Fixtures.channel(3);
    private final Channel events = new Channel(Fixtures.unique("events"), Channel.Kind.PUBLISH_SUBSCRIBE, 3);

    @AfterEach
    void close() {
        transport.remove(orders);
        transport.remove(events);
        transport.close();
    }

    @Test
    void what_quintet_publishes_a_bare_consumer_reads_as_a_cloudevent_from_a_queue_of_its_own() throws Exception {
        transport.subscribe(events, "g", 10, Delivery::ack);
        try (Connection connection = Fixtures.connect()) {
            com.rabbitmq.client.Channel bare = connection.createChannel();
            String queue = bare.queueDeclare().getQueue();
            bare.queueBind(queue, events.name(), Integer.toString(events.shardOf("order-1")));
            Headers headers = Headers.builder()
                    .set(HeaderNames.ID, "17")
                    .set(HeaderNames.SOURCE, "order-service")
                    .set(HeaderNames.TYPE, "kitchen.createTicket")
                    .set(HeaderNames.CONTENT_TYPE, "application/json")
                    .set(HeaderNames.KEY, "order-1")
                    .build();
            Fixtures.accept(transport, events, new Message(headers, "{}".getBytes(UTF_8)));
            GetResponse read = get(bare, queue);
            assertThat(read.getBody()).isEqualTo("{}".getBytes(UTF_8));
            assertThat(read.getProps().getContentType()).isEqualTo("application/json");
            assertThat(read.getProps().getMessageId()).isEqualTo("17");
            Map<String, Object> table = read.getProps().getHeaders();
            assertThat(table.get("cloudEvents:specversion")).hasToString("1.0");
            assertThat(table.get("cloudEvents:id")).hasToString("17");
            assertThat(table.get("cloudEvents:source")).hasToString("order-service");
            assertThat(table.get("cloudEvents:type")).hasToString("kitchen.createTicket");
            assertThat(table.get("cloudEvents:partitionkey")).hasToString("order-1");
        }
    }

    @Test
    void what_quintet_sends_to_one_a_bare_consumer_takes_from_its_shards_queue() throws Exception {
        Fixtures.send(transport, orders, Fixtures.message("17", "order-1"));
        try (Connection connection = Fixtures.connect()) {
            com.rabbitmq.client.Channel bare = connection.createChannel();
            String queue = orders.name() + "/" + orders.shardOf("order-1");
            var taken = new java.util.concurrent.LinkedBlockingQueue<String>();
            bare.basicConsume(
                    queue, true, (tag, delivery) -> taken.add(new String(delivery.getBody(), UTF_8)), tag -> {});
            assertThat(taken.poll(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("17");
        }
    }

    private static GetResponse get(com.rabbitmq.client.Channel bare, String queue) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Fixtures.PATIENCE_SECONDS);
        GetResponse read = bare.basicGet(queue, true);
        while (read == null) {
            assertThat(System.nanoTime()).as("something in " + queue).isLessThan(deadline);
            read = bare.basicGet(queue, true);
        }
        return read;
    }

    @Test
    void a_bare_client_calls_an_operation_with_a_direct_reply_to() throws Exception {
        try (Quintet service = Fixtures.service("kitchen");
                Connection connection = Fixtures.connect()) {
            service.serve(TckKitchen.class, new Chef());
            com.rabbitmq.client.Channel bare = connection.createChannel();
            var replies = new java.util.concurrent.LinkedBlockingQueue<com.rabbitmq.client.Delivery>();
            bare.basicConsume("amq.rabbitmq.reply-to", true, (tag, delivery) -> replies.add(delivery), tag -> {});
            BasicProperties request = new BasicProperties.Builder()
                    .type("tck-kitchen.hurry")
                    .contentType("application/json")
                    .replyTo("amq.rabbitmq.reply-to")
                    .correlationId("17")
                    .build();
            byte[] soup = "{\"name\":\"soup\",\"portions\":2,\"toppings\":[]}".getBytes(UTF_8);
            bare.basicPublish("", "tck-kitchen.calls/0", request, soup);
            com.rabbitmq.client.Delivery reply = replies.poll(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(reply).isNotNull();
            assertThat(reply.getProperties().getCorrelationId()).isEqualTo("17");
            assertThat(new String(reply.getBody(), UTF_8)).contains("\"soup\"");
        }
    }

    /** What is served. */
    private static final class Chef implements TckKitchen {
        @Override
        public Meal cook(Dish dish) {
            return Meal.of(dish);
        }

        @Override
        public Meal hurry(Dish dish) {
            return Meal.of(dish);
        }

        @Override
        public CompletionStage<Meal> order(Dish dish) {
            return CompletableFuture.completedStage(Meal.of(dish));
        }

        @Override
        public CompletionStage<Meal> orderNow(Dish dish) {
            return CompletableFuture.completedStage(Meal.of(dish));
        }

        @Override
        public void ring(Bell bell) {
            throw new UnsupportedOperationException(bell.table());
        }
    }

    @Test
    void what_a_bare_producer_writes_is_delivered_with_its_headers_and_its_message_id() throws Exception {
        Inbox inbox = new Inbox(Delivery::ack);
        transport.subscribe(orders, "g", 10, inbox);
        try (Connection connection = Fixtures.connect()) {
            com.rabbitmq.client.Channel bare = connection.createChannel();
            bare.confirmSelect(); // what is not confirmed may be forgotten with its channel
            BasicProperties event = new BasicProperties.Builder()
                    .contentType("application/json")
                    .headers(Map.of(
                            "cloudEvents:specversion",
                            "1.0",
                            "cloudEvents:id",
                            "17",
                            "cloudEvents:type",
                            "kitchen.createTicket",
                            "cloudEvents:partitionkey",
                            "order-1"))
                    .build();
            BasicProperties plain =
                    new BasicProperties.Builder().messageId("18").build();
            for (BasicProperties properties : List.of(event, plain, new BasicProperties())) {
                bare.basicPublish(orders.name(), "1", properties, "{}".getBytes(UTF_8));
            }
            bare.waitForConfirmsOrDie(10_000);
        }
        Message first = inbox.take().message();
        assertThat(first.headers())
                .isEqualTo(Headers.builder()
                        .set(HeaderNames.ID, "17")
                        .set(HeaderNames.TYPE, "kitchen.createTicket")
                        .set(HeaderNames.CONTENT_TYPE, "application/json")
                        .set(HeaderNames.KEY, "order-1")
                        .build());
        assertThat(first.payload()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(inbox.take().message().id()).isEqualTo("18");
        assertThat(inbox.take().message().id()).as("without any").isNotEmpty();
    }
}
