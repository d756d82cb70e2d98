package io.quintet.transport.kafka;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The transactions that move delayed messages; of all processes' the last one that fenced is the one whose count. For one thread. */
final class Mover implements AutoCloseable {
    private final Clients clients;
    private final String topic;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    Mover(Clients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /** From now on no other process's transactions count; one that is open comes to nothing. */
    void fence() {
        drop();
        KafkaProducer<byte[], byte[]> opened = clients.transactional(topic);
        producer = opened;
        opened.initTransactions();
    }

    /** Writes all or none. */
    void move(List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new IllegalStateException("fenced nobody yet");
        }
        open.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            var unused = open.send(record); // the commit fails where one of them has
        }
        open.commitTransaction();
    }

    /** Forgets what went wrong, or is no more this process's; whatever is open comes to nothing. */
    void drop() {
        KafkaProducer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        drop();
    }
}
