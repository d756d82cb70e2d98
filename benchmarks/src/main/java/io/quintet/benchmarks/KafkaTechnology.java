package io.quintet.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The bare kafka-clients; the address is that of a broker.
 *
 * <p>{@code acks=all} and the idempotent producer, which are the defaults; {@code linger.ms=0}, since with 256 messages in flight
 * waiting for more only delays those that are there; the consumer commits by itself, once in its default of 5 s.
 *
 * @param headers whether a message has the three headers of CloudEvents that ours have, and its receiver asks for the id
 */
record KafkaTechnology(boolean headers) implements Technology {
    private static final byte[] VERSION = "1.0".getBytes(UTF_8);
    private static final String ID = "ce_id";

    @Override
    public Sender sender(Leg leg) {
        return new KafkaSender(
                new KafkaProducer<>(producing(leg), new StringSerializer(), new ByteArraySerializer()),
                leg.channel(),
                headers);
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) throws InterruptedException {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(consuming(leg), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(leg.channel()));
        while (consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(100));
        }
        AtomicBoolean closing = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().name("consumer").start(() -> poll(consumer, intake, headers, closing));
        return () -> {
            closing.set(true);
            consumer.wakeup();
            thread.join();
        };
    }

    /** The settings of a producer, also of Spring's. */
    static Map<String, Object> producing(Leg leg) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                leg.address(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024);
    }

    /** The settings of a consumer, also of Spring's. */
    static Map<String, Object> consuming(Leg leg) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                leg.address(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "benchmark-" + leg.channel(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                512);
    }

    private static void poll(
            KafkaConsumer<byte[], byte[]> consumer, Intake intake, boolean headers, AtomicBoolean closing) {
        try (consumer) {
            while (!closing.get()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (headers && record.headers().lastHeader(ID) == null) {
                        continue; // then its message counts as lost
                    }
                    intake.received(record.value());
                    intake.acknowledged(1);
                }
            }
        } catch (WakeupException e) {
            if (!closing.get()) {
                throw e;
            }
        }
    }

    private static final class KafkaSender implements Sender {
        private final KafkaProducer<String, byte[]> producer;
        private final String topic;
        private final boolean headers;
        private final String prefix = UUID.randomUUID() + "-";
        private final AtomicLong failed = new AtomicLong();
        private long sent;

        KafkaSender(KafkaProducer<String, byte[]> producer, String topic, boolean headers) {
            this.producer = producer;
            this.topic = topic;
            this.headers = headers;
        }

        @Override
        public void send(String key, byte[] payload) {
            ProducerRecord<String, byte[]> wire = new ProducerRecord<>(topic, key, payload);
            if (headers) {
                wire.headers()
                        .add("ce_specversion", VERSION)
                        .add(ID, (prefix + sent++).getBytes(UTF_8))
                        .add("ce_partitionkey", key.getBytes(UTF_8));
            }
            var unused = producer.send(wire, (metadata, error) -> {
                if (error != null) {
                    failed.incrementAndGet();
                }
            });
        }

        @Override
        public long failed() {
            return failed.get();
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
