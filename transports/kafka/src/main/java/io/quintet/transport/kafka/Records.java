package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/** Messages as Kafka's records: payload as value, key as key, and the headers of {@link WireHeaders}. */
final class Records {
    private static final byte[] NOTHING = {};
    private static final int PER_BATCH = 70; // 61 of the batch, and lengths, offset and time of its first record
    private static final int PER_HEADER = 10;

    private Records() {}

    static ProducerRecord<byte[], byte[]> write(String topic, int partition, Message message) {
        String key = message.key();
        return new ProducerRecord<>(
                topic,
                partition,
                null,
                key == null ? null : key.getBytes(UTF_8),
                message.payload(),
                WireHeaders.write(message.headers()));
    }

    /** For who knows the channel by its topic only. */
    static ProducerRecord<byte[], byte[]> write(Topic topic, Message message) {
        String key = message.key();
        Channel channel = new Channel("any", Channel.Kind.POINT_TO_POINT, topic.partitions());
        return write(topic.name(), channel.shardOf(key == null ? message.id() : key), message);
    }

    /**
     * The message of a record, whoever wrote it: where it has no id it gets one of its place, which is the same whenever it is read; a
     * key that is no header becomes one.
     */
    static Message read(ConsumerRecord<byte[], byte[]> wire) {
        return new Message(identified(wire, WireHeaders.read(wire.headers())), payload(wire));
    }

    static byte[] payload(ConsumerRecord<byte[], byte[]> wire) {
        return wire.value() == null ? NOTHING : wire.value();
    }

    private static Headers identified(ConsumerRecord<byte[], byte[]> wire, Headers.Builder builder) {
        Headers headers = builder.build();
        if (headers.get(HeaderNames.ID) == null) {
            headers = headers.with(HeaderNames.ID, wire.topic() + "/" + wire.partition() + "/" + wire.offset());
        }
        if (wire.key() != null && headers.get(HeaderNames.KEY) == null) {
            headers = headers.with(HeaderNames.KEY, new String(wire.key(), UTF_8));
        }
        return headers;
    }

    /** The most bytes that a record takes when it travels alone, uncompressed. */
    static int bytes(ProducerRecord<byte[], byte[]> wire) {
        int bytes = PER_BATCH + wire.value().length + (wire.key() == null ? 0 : wire.key().length);
        return bytes + headerBytes((RecordHeaders) wire.headers());
    }

    private static int headerBytes(RecordHeaders headers) {
        int bytes = 0;
        for (Header header : headers) {
            bytes += PER_HEADER + Utils.utf8Length(header.key()) + header.value().length;
        }
        return bytes;
    }
}
