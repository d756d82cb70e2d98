package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.log.Attempts;
import io.quintet.log.FailureText;
import io.quintet.log.Replays;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters as records of the compacted topic of their group: the message, with channel, attempts and reason in headers of their own;
 * the key is the message's place, so that one that is given up a second time, after a crash, replaces its first account.
 */
final class DeadLetterWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private static final String CHANNEL = "quintet-channel";
    private static final String ATTEMPTS = "quintet-attempts";
    private static final String REASON = "quintet-reason";
    private static final String LEFT_AT = "quintet-left-at";
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Sender sender;
    private final Topics topics;
    private final Duration patience;

    DeadLetterWriter(Sender sender, Topics topics, Duration sendTimeout) {
        this.sender = sender;
        this.topics = topics;
        this.patience = sendTimeout.plus(SLACK); // Kafka's own comes first
    }

    /** Where a message stood that was given up. */
    record Place(String group, String channel, int partition, long offset, Uuid topic) {
        private String key() {
            return this + "/" + topic;
        }

        @Override
        public String toString() {
            return channel + "/" + partition + "/" + offset;
        }
    }

    /** The channel of the message that a dead letter's key is for. */
    static String channel(String key) {
        return key.substring(0, Math.max(0, key.indexOf('/')));
    }

    /** Returns when Kafka has it, or what fits of a message that is larger than a dead letter can be. */
    void write(Place place, Message message, Attempts attempts, Throwable cause) {
        String reason = FailureText.trace(cause);
        try {
            write(place, message, attempts, reason);
        } catch (QuintetException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            LOG.error(
                    "group {}: a dead letter without its payload of {} bytes, which stays at {} as long as Kafka keeps"
                            + " it: {}",
                    place.group(),
                    message.payload().length,
                    place,
                    e.getMessage());
            write(place, withoutPayload(place, message), attempts, reason);
        }
    }

    private void write(Place place, Message message, Attempts attempts, String reason) {
        RecordHeaders headers = WireHeaders.write(Replays.original(message).headers());
        headers.add(CHANNEL, place.channel().getBytes(UTF_8));
        headers.add(ATTEMPTS, attempts.encode().getBytes(UTF_8));
        headers.add(REASON, reason.getBytes(UTF_8));
        await(put(
                place.group(), attempts.list().getLast().at().toEpochMilli(), place.key(), message.payload(), headers));
    }

    private static Message withoutPayload(Place place, Message message) {
        boolean fit = message.headers().encode().length <= Headers.MAX_BYTES;
        Headers headers = fit ? message.headers() : Headers.of(HeaderNames.ID, place.toString());
        return new Message(headers.with(LEFT_AT, place.toString()), new byte[0]);
    }

    /** Where the payload of a dead letter was left; null where the dead letter has it. */
    static @Nullable String leftAt(Message message) {
        return message.header(LEFT_AT);
    }

    /** Removes dead letters of a group for good. */
    void remove(String group, List<String> keys) {
        List<CompletableFuture<Void>> removals = keys.stream()
                .map(key -> put(group, null, key, null, new RecordHeaders()))
                .toList();
        removals.forEach(this::await);
    }

    private CompletableFuture<Void> put(
            String group, @Nullable Long time, String key, byte @Nullable [] value, RecordHeaders headers) {
        String topic = topics.openLetters(group).name();
        CompletableFuture<Void> kept = new CompletableFuture<>();
        sender.put(new ProducerRecord<>(topic, 0, time, key.getBytes(UTF_8), value, headers), (failure, early) -> {
            if (failure == null) {
                kept.complete(null);
            } else {
                kept.completeExceptionally(sender.failure(failure, topic, early));
            }
        });
        return kept;
    }

    private void await(CompletableFuture<Void> kept) {
        try {
            kept.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof QuintetException failure
                    ? failure
                    : QuintetException.concluded(Code.INTERNAL, FailureMode.ARBITRARY, "dead letter: " + e.getCause())
                            .causedBy(e);
        } catch (TimeoutException e) {
            throw QuintetException.deadlineExceeded("dead letter: not kept within " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.concluded(Code.CANCELLED, FailureMode.OMISSION, "dead letter: interrupted")
                    .causedBy(e);
        }
    }

    /** What {@link #write} wrote. */
    static DeadLetter read(String id, String group, ConsumerRecord<byte[], byte[]> wire) {
        String channel = text(wire, CHANNEL);
        List<Attempt> attempts = Attempts.decode(text(wire, ATTEMPTS)).list();
        String reason = text(wire, REASON);
        RecordHeaders own = new RecordHeaders(wire.headers());
        List.of(CHANNEL, ATTEMPTS, REASON).forEach(own::remove);
        Message message = new Message(WireHeaders.read(own).build(), Records.payload(wire));
        return new DeadLetter(
                id,
                channel,
                group,
                message,
                attempts,
                reason,
                attempts.getLast().at());
    }

    private static String text(ConsumerRecord<byte[], byte[]> wire, String name) {
        Header header = wire.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("dead letter " + wire.topic() + " at " + wire.offset() + ": no header "
                    + name + " (expected: as Quintet writes them)");
        }
        return new String(header.value(), UTF_8);
    }
}
