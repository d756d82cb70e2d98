package io.quintet.benchmarks.peer.smallrye;

import io.quintet.benchmarks.messages.Leg;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.HashMap;
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
        Map<String, String> attributes = broker(leg);
        attributes.put("value.serializer", ByteArraySerializer.class.getName());
        attributes.put("acks", "all");
        attributes.put("enable.idempotence", "true");
        attributes.put("linger.ms", "0");
        attributes.put("batch.size", Integer.toString(128 * 1024));
        return attributes;
    }

    @Override
    Map<String, String> incoming(Leg leg) {
        Map<String, String> attributes = broker(leg);
        attributes.put("group.id", "benchmark-" + leg.channel());
        attributes.put("key.deserializer", ByteArrayDeserializer.class.getName());
        attributes.put("value.deserializer", ByteArrayDeserializer.class.getName());
        attributes.put("auto.offset.reset", "earliest");
        attributes.put("max.poll.records", "512");
        // without it the channel is ready before it has partitions
        attributes.put("health-topic-verification-enabled", "true");
        return attributes;
    }

    private static Map<String, String> broker(Leg leg) {
        return new HashMap<>(Map.of(
                "connector",
                CONNECTOR,
                "bootstrap.servers",
                leg.address(),
                "topic",
                leg.channel(),
                "tracing-enabled",
                "false"));
    }

    @Override
    Object metadata(String key) {
        return OutgoingKafkaRecordMetadata.builder().withKey(key).build();
    }

    /** The harness removes the topic, as it has made it. */
    @Override
    void clear(Leg leg) {}
}
