package io.quintet.transport.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads topics of one partition, as a member of no group. For one thread at a time. */
final class TopicReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> kafka;

    TopicReader(KafkaConsumer<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /** Visits what there is between two offsets; where it ended. */
    long read(String topic, long from, long to, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<TopicPartition> alone = List.of(partition);
        kafka.assign(alone);
        long end = Math.min(to, kafka.endOffsets(alone).getOrDefault(partition, 0L));
        if (from >= end) {
            return from;
        }
        kafka.seek(partition, from);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (kafka.position(partition) < end) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("topic " + topic + ": not read up to " + end + " within " + PATIENCE);
            }
            for (ConsumerRecord<byte[], byte[]> wire : kafka.poll(POLL)) {
                if (wire.offset() < end) {
                    visitor.accept(wire);
                }
            }
        }
        return end;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
