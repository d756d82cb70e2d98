package io.quintet.benchmarks.peer.smallrye;

import static java.util.Map.entry;

import io.quintet.benchmarks.messages.Leg;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The connector for Kafka with the settings of the bare client. It sends with {@code acks=1} by itself; what it received it commits when
 * it is acknowledged, once in 5 s, as it does by itself.
 */
final class SmallRyeKafka extends SmallRyeTechnology {
    static final String CONNECTOR = "smallrye-kafka";

    @Override
    Map<String, String> outgoing(Leg leg) {
        return Map.ofEntries(
                entry("connector", CONNECTOR),
                entry("bootstrap.servers", leg.address()),
                entry("topic", leg.channel()),
                entry("value.serializer", ByteArraySerializer.class.getName()),
                entry("acks", "all"),
                entry("enable.idempotence", "true"),
                entry("linger.ms", "0"),
                entry("batch.size", Integer.toString(128 * 1024)),
                entry("tracing-enabled", "false"));
    }

    @Override
    Map<String, String> incoming(Leg leg) {
        return Map.ofEntries(
                entry("connector", CONNECTOR),
                entry("bootstrap.servers", leg.address()),
                entry("topic", leg.channel()),
                entry("group.id", "benchmark-" + leg.channel()),
                entry("key.deserializer", ByteArrayDeserializer.class.getName()),
                entry("value.deserializer", ByteArrayDeserializer.class.getName()),
                entry("auto.offset.reset", "earliest"),
                entry("max.poll.records", "512"),
                entry("tracing-enabled", "false"),
                // without it the channel is ready before it has partitions
                entry("health-topic-verification-enabled", "true"));
    }

    @Override
    Object metadata(String key) {
        return OutgoingKafkaRecordMetadata.builder().withKey(key).build();
    }

    /** The harness removes the topic, as it has made it. */
    @Override
    void clear(Leg leg) {}
}
