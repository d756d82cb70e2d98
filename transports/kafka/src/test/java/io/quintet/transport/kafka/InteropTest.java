package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import io.quintet.transport.kafka.server.KafkaServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bare client of Kafka on the other side. */
@Timeout(120)
class InteropTest {
    private final MessageTransport transport = Fixtures.transport();
    private final Channel channel = Fixtures.channel(3);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void what_quintet_sends_a_bare_consumer_reads_as_a_cloudevent() throws Exception {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, "17")
                .set(HeaderNames.SOURCE, "order-service")
                .set(HeaderNames.TYPE, "kitchen.createTicket")
                .set(HeaderNames.CONTENT_TYPE, "application/json")
                .set(HeaderNames.KEY, "order-1")
                .build();
        Fixtures.accept(transport, channel, new Message(headers, "{}".getBytes(UTF_8)));
        ConsumerRecord<String, String> read = readOne();
        assertThat(read.key()).isEqualTo("order-1");
        assertThat(read.value()).isEqualTo("{}");
        assertThat(read.partition()).isEqualTo(channel.shardOf("order-1"));
        assertThat(header(read, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(read, "ce_id")).isEqualTo("17");
        assertThat(header(read, "ce_source")).isEqualTo("order-service");
        assertThat(header(read, "ce_type")).isEqualTo("kitchen.createTicket");
        assertThat(header(read, "ce_partitionkey")).isEqualTo("order-1");
        assertThat(header(read, "content-type")).isEqualTo("application/json");
    }

    private static String header(ConsumerRecord<String, String> read, String name) {
        Header header = read.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), UTF_8);
    }

    private ConsumerRecord<String, String> readOne() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        KafkaServer.shared().address(),
                        "group.id",
                        Fixtures.unique("bare"),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(channel.name()));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Fixtures.PATIENCE_SECONDS);
            while (System.nanoTime() - deadline < 0) {
                ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(100));
                if (!records.isEmpty()) {
                    return records.iterator().next();
                }
            }
            throw new AssertionError("nothing on " + channel.name());
        }
    }

    @Test
    void what_a_bare_producer_writes_is_delivered_with_its_key_and_headers_and_an_id_of_its_place() throws Exception {
        Inbox inbox = new Inbox(Delivery::ack);
        Subscription subscription = transport.subscribe(channel, "g", 10, inbox);
        ProducerRecord<String, String> event = new ProducerRecord<>(channel.name(), 1, "order-1", "{}");
        event.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", "17".getBytes(UTF_8))
                .add("ce_type", "kitchen.createTicket".getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        produce(event);
        produce(new ProducerRecord<>(channel.name(), 1, null, "plain"));
        produce(new ProducerRecord<>(channel.name(), 1, "order-1", null));
        Message first = inbox.take().message();
        assertThat(first.headers())
                .isEqualTo(Headers.builder()
                        .set(HeaderNames.ID, "17")
                        .set(HeaderNames.TYPE, "kitchen.createTicket")
                        .set(HeaderNames.CONTENT_TYPE, "application/json")
                        .set(HeaderNames.KEY, "order-1")
                        .build());
        assertThat(first.payload()).isEqualTo("{}".getBytes(UTF_8));
        Message plain = inbox.take().message();
        assertThat(plain.id()).isEqualTo(channel.name() + "/1/1");
        assertThat(plain.key()).isNull();
        assertThat(inbox.take().message().payload()).as("without a value").isEmpty();
        subscription.close();
    }

    private static void produce(ProducerRecord<String, String> wire) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KafkaServer.shared().address(), "max.request.size", 5_000_000),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(wire).get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void what_is_larger_than_a_dead_letter_can_be_is_given_up_without_its_payload_and_holds_up_nothing()
            throws Exception {
        Channel wide = Fixtures.channel(1);
        try (Admin admin = Fixtures.admin()) {
            admin.createTopics(List.of(
                            new NewTopic(wide.name(), 1, (short) 1).configs(Map.of("max.message.bytes", "5000000"))))
                    .all()
                    .get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        Inbox inbox = new Inbox(delivery -> {
            if (delivery.message().payload().length > 10) {
                delivery.reject(new IllegalStateException("too much"));
            } else {
                delivery.ack();
            }
        });
        Subscription subscription = transport.subscribe(wide, Fixtures.unique("g"), 10, inbox);
        produce(new ProducerRecord<>(wide.name(), 0, "k", "x".repeat(2 * 1024 * 1024)));
        Fixtures.accept(transport, wide, Fixtures.message("behind", "k"));
        inbox.takeUntil("behind");
        DeadLetters letters = transport.deadLetters().orElseThrow();
        DeadLetters.Filter those = new DeadLetters.Filter(wide.name(), null);
        DeadLetter letter = letters.list(those, DeadLetters.Page.first(DeadLetters.Order.OLDEST_FIRST, 10))
                .getFirst();
        assertThat(letter.message().id()).isEqualTo(wide.name() + "/0/0");
        assertThat(letter.message().key()).isEqualTo("k");
        assertThat(letter.message().payload()).isEmpty();
        assertThat(letter.message().header("quintet-left-at")).isEqualTo(wide.name() + "/0/0");
        assertThat(letter.reason()).contains("too much");
        assertThatThrownBy(() -> letters.replay(letter.id()))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                .hasMessageContaining(wide.name() + "/0/0");
        assertThat(letters.drop(those)).isOne();
        subscription.close();
    }

    @Test
    void what_a_bare_producer_aborts_is_not_delivered() throws Exception {
        Inbox inbox = new Inbox(Delivery::ack);
        Subscription subscription = transport.subscribe(channel, "g", 10, inbox);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        KafkaServer.shared().address(),
                        "transactional.id",
                        Fixtures.unique("bare")),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(channel.name(), 0, "k", "aborted"))
                    .get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(channel.name(), 0, "k", "committed"))
                    .get();
            producer.commitTransaction();
        }
        assertThat(inbox.take().message().payload()).isEqualTo("committed".getBytes(UTF_8));
        subscription.close();
    }
}
