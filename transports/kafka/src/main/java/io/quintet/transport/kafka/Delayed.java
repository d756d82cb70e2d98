package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A message that is not due, as a record of the compacted topic of all such messages: with its channel in headers of its own, under a key
 * that is its own.
 *
 * @param channel the name of the channel that it is for
 * @param topic the id of that channel's topic: one that is created anew is another channel
 * @param message the message
 */
record Delayed(String channel, Uuid topic, Message message) {
    private static final String CHANNEL = "quintet-channel";
    private static final String TOPIC = "quintet-topic";

    /** The timestamp cannot say it: Kafka takes none that is more than an hour ahead. */
    private static final String DUE = "quintet-due";

    static ProducerRecord<byte[], byte[]> write(String delayed, Channel channel, Topic topic, Message message) {
        RecordHeaders headers = WireHeaders.write(message.headers());
        headers.add(CHANNEL, channel.name().getBytes(UTF_8));
        headers.add(TOPIC, topic.id().toString().getBytes(UTF_8));
        headers.add(DUE, Long.toString(message.notBefore()).getBytes(UTF_8));
        byte[] key = UUID.randomUUID().toString().getBytes(UTF_8);
        return new ProducerRecord<>(delayed, 0, key, message.payload(), headers);
    }

    /** What {@link #write} wrote; an {@link IllegalArgumentException} where somebody else did. */
    static Delayed read(ConsumerRecord<byte[], byte[]> wire) {
        RecordHeaders own = new RecordHeaders(wire.headers());
        String channel = text(wire, CHANNEL);
        Uuid topic = Uuid.fromString(text(wire, TOPIC));
        own.remove(CHANNEL);
        own.remove(TOPIC);
        own.remove(DUE);
        return new Delayed(channel, topic, new Message(WireHeaders.read(own).build(), Records.payload(wire)));
    }

    /** When what {@link #write} wrote is due, in milliseconds since 1970; at once where somebody else wrote it, which {@link #read} says. */
    static long due(ConsumerRecord<byte[], byte[]> wire) {
        try {
            return Long.parseLong(text(wire, DUE));
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> wire, String name) {
        Header header = wire.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("delayed message " + wire.topic() + " at " + wire.offset()
                    + ": no header " + name + " (expected: as Quintet writes them)");
        }
        return new String(header.value(), UTF_8);
    }

    /** That there is none any more under a key. */
    static ProducerRecord<byte[], byte[]> gone(String delayed, String key) {
        return new ProducerRecord<>(delayed, 0, key.getBytes(UTF_8), null);
    }
}
