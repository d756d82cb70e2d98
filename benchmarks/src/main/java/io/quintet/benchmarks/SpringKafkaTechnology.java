package io.quintet.benchmarks;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/** Spring for Apache Kafka with the settings of {@link KafkaTechnology}; its container commits after each batch, as it does by itself. */
final class SpringKafkaTechnology implements Technology {
    private static final long PATIENCE_SECONDS = 60;

    @Override
    public Sender sender(Leg leg) {
        DefaultKafkaProducerFactory<String, byte[]> producers = new DefaultKafkaProducerFactory<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        leg.address(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
        return new SpringSender(producers, new KafkaTemplate<>(producers), leg.channel(), new AtomicLong());
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) throws InterruptedException {
        CountDownLatch assigned = new CountDownLatch(1);
        ContainerProperties properties = new ContainerProperties(leg.channel());
        properties.setGroupId("benchmark-" + leg.channel());
        properties.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(
                    org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
                    java.util.Collection<org.apache.kafka.common.TopicPartition> partitions) {
                assigned.countDown();
            }
        });
        properties.setMessageListener((MessageListener<byte[], byte[]>) record -> {
            intake.received(record.value());
            intake.acknowledged(1);
        });
        ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                leg.address(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                512),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                properties);
        container.start();
        if (!assigned.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no partitions after " + PATIENCE_SECONDS + " s");
        }
        return container::stop;
    }

    private record SpringSender(
            DefaultKafkaProducerFactory<String, byte[]> producers,
            KafkaTemplate<String, byte[]> template,
            String topic,
            AtomicLong refused)
            implements Sender {
        @Override
        public void send(String key, byte[] payload) {
            var unused = template.send(topic, key, payload).whenComplete((result, error) -> {
                if (error != null) {
                    refused.incrementAndGet();
                }
            });
        }

        @Override
        public long failed() {
            return refused.get();
        }

        @Override
        public void close() {
            producers.destroy();
        }
    }
}
