package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
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
                KafkaTechnology.producing(leg), new StringSerializer(), new ByteArraySerializer());
        return new SpringSender(producers, new KafkaTemplate<>(producers), leg.channel(), new AtomicLong());
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) throws InterruptedException {
        CountDownLatch assigned = new CountDownLatch(1);
        ContainerProperties properties = new ContainerProperties(leg.channel());
        properties.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                assigned.countDown();
            }
        });
        properties.setMessageListener((MessageListener<byte[], byte[]>) record -> {
            intake.received(record.value());
            intake.acknowledged(1);
        });
        ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        KafkaTechnology.consuming(leg), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
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
