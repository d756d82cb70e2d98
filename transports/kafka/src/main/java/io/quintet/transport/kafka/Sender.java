package io.quintet.transport.kafka;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.Deadline;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.log.Acceptable;
import io.quintet.log.Receipts;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Checks messages and gives them to Kafka's producer, each to the partition of its key. Safe for use by many threads. */
final class Sender implements AutoCloseable {
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Topics topics;
    private final Duration sendTimeout;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    Sender(KafkaProducer<byte[], byte[]> producer, Topics topics, Duration sendTimeout, Clock clock) {
        this.producer = producer;
        this.topics = topics;
        this.sendTimeout = sendTimeout;
        this.clock = clock;
    }

    CompletableFuture<List<Receipt>> send(Channel channel, List<Message> batch) {
        if (closed) {
            return refused(batch, ended());
        }
        Topic topic;
        try {
            topic = topics.open(channel);
        } catch (QuintetException e) {
            return refused(batch, e);
        }
        Batch sending = new Batch(channel, topic, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            sending.send(batch.get(i), i);
        }
        return sending.receipts.future();
    }

    /** The messages of one call; for each topic they have as much time together until Kafka's client takes them as one alone. */
    private final class Batch {
        private final Channel channel;
        private final Topic topic;
        private final Receipts receipts;
        private final Map<String, Deadline> deadlines = new HashMap<>();

        Batch(Channel channel, Topic topic, int size) {
            this.channel = channel;
            this.topic = topic;
            this.receipts = new Receipts(size);
        }

        void send(Message message, int place) {
            try {
                ProducerRecord<byte[], byte[]> wire = wire(message);
                put(
                        wire,
                        (failure, early) -> receipts.set(
                                place,
                                failure == null
                                        ? Receipt.Accepted.INSTANCE
                                        : new Receipt.Failed(failure(failure, wire.topic(), early))));
            } catch (QuintetException e) {
                receipts.set(place, new Receipt.Failed(e));
            } catch (ConfigurationException e) {
                receipts.set(
                        place,
                        new Receipt.Failed(
                                QuintetException.refused(Code.FAILED_PRECONDITION, String.valueOf(e.getMessage()))));
            }
        }

        private ProducerRecord<byte[], byte[]> wire(Message message) {
            String complaint = Acceptable.complaint(
                    message, KafkaTransportProvider.NAME, KafkaTransportProvider.GUARANTEES.maxMessageBytes());
            if (complaint != null) {
                throw QuintetException.invalid(complaint, List.of());
            }
            String key = message.key();
            int partition =
                    key != null ? channel.shardOf(key) : Math.floorMod(turn.getAndIncrement(), topic.partitions());
            ProducerRecord<byte[], byte[]> wire = Records.write(topic.name(), partition, message);
            int bytes = Records.bytes(wire);
            if (bytes > topic.maxBytes()) {
                throw QuintetException.invalid(
                        "channel " + channel.name() + ": a message of " + bytes
                                + " bytes with its headers (expected: at most " + topic.maxBytes()
                                + ", max.message.bytes of topic " + topic.name() + ")",
                        List.of());
            }
            boolean due = message.notBefore() <= clock.millis();
            inTime(due ? topic.name() : topics.delayed());
            return due ? wire : Delayed.write(topics.openDelayed().name(), channel, topic, message);
        }

        private void inTime(String target) {
            if (deadlines
                    .computeIfAbsent(target, first -> Deadline.in(sendTimeout))
                    .expired()) {
                throw QuintetException.unreachable(
                        "kafka: topic " + target + ": nothing was sent: for those before it in its batch it took "
                                + sendTimeout,
                        null);
            }
        }
    }

    /** What became of a record. */
    @FunctionalInterface
    interface Fate {
        /**
         * Called once, on whatever thread it is seen on.
         *
         * @param failure null where Kafka has it
         * @param early whether the failure was seen before anything was sent
         */
        void known(@Nullable Exception failure, boolean early);
    }

    /** Gives a record to the producer; blocks while its buffer is full, at most as long as a message may take. */
    void put(ProducerRecord<byte[], byte[]> wire, Fate fate) {
        Thread caller = Thread.currentThread();
        try {
            var unused = producer.send(wire, (metadata, failure) -> {
                if (failure != null && KafkaErrors.mayBeGone(failure)) {
                    topics.forget(wire.topic());
                }
                fate.known(failure, Thread.currentThread().equals(caller));
            });
        } catch (KafkaException | IllegalStateException e) { // interrupted, or closed in the meantime
            fate.known(e, true);
        }
    }

    QuintetException failure(Exception failure, String topic, boolean early) {
        if (failure instanceof InterruptException) {
            return QuintetException.refused(
                    Code.CANCELLED, "interrupted while kafka's buffer was full: nothing was sent");
        }
        if (!closed) {
            return KafkaErrors.of(failure, "topic " + topic, early);
        }
        return early
                ? ended()
                : QuintetException.concluded(
                        Code.UNAVAILABLE,
                        FailureMode.OMISSION,
                        "the kafka transport was closed before topic " + topic + " had acknowledged");
    }

    private static QuintetException ended() {
        return QuintetException.unreachable("the kafka transport is closed: nothing was sent", null);
    }

    private static CompletableFuture<List<Receipt>> refused(List<Message> batch, QuintetException why) {
        return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), new Receipt.Failed(why)));
    }

    /** Waits for what was given to the producer. */
    @Override
    public void close() {
        closed = true;
        producer.close(END_PATIENCE);
    }
}
