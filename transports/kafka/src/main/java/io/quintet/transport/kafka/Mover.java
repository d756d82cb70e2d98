package io.quintet.transport.kafka;

import io.quintet.transport.kafka.DueQueue.Held;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
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

    /** Writes what each is to be written as, if anything, and removes it; all or none. */
    void move(List<Held> due, Function<Held, @Nullable ProducerRecord<byte[], byte[]>> written) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new IllegalStateException("fenced nobody yet");
        }
        open.beginTransaction();
        for (Held held : due) {
            ProducerRecord<byte[], byte[]> record = written.apply(held);
            if (record != null) {
                var unused = open.send(record); // the commit fails where one of them has
            }
            var unused = open.send(Delayed.gone(topic, held.key()));
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
