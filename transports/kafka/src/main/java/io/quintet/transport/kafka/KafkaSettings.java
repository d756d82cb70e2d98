package io.quintet.transport.kafka;

import io.quintet.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of the section {@code kafka}.
 *
 * @param url where Kafka is: hosts and ports with commas between them
 * @param prefix what the names of all topics and consumer groups begin with
 * @param createTopics whether topics that are absent are created; else they are verified and never removed
 * @param replication how many replicas topics are created with, and must have at least; 0 for Kafka's own default, and any
 * @param retention how long messages are kept in topics that are created
 * @param flush whether topics are created such that each message is forced to disk before it is acknowledged
 * @param session how long after its last sign of life a member counts as dead
 * @param handover how long a partition that goes to another member waits for what is being handled
 * @param sendTimeout after how long a message that Kafka has not acknowledged counts as failed
 * @param bufferBytes the most bytes that wait to be sent before {@code send} blocks
 * @param client properties for Kafka's own clients, as they are
 */
record KafkaSettings(
        String url,
        String prefix,
        boolean createTopics,
        int replication,
        Duration retention,
        boolean flush,
        Duration session,
        Duration handover,
        Duration sendTimeout,
        int bufferBytes,
        Map<String, String> client) {
    private static final int MIB = 1024 * 1024;
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,40}");

    /** What the transport's promises rest on. */
    private static final Set<String> OWN = Set.of(
            "acks",
            "allow.auto.create.topics",
            "auto.offset.reset",
            "bootstrap.servers",
            "delivery.timeout.ms",
            "enable.auto.commit",
            "enable.idempotence",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "heartbeat.interval.ms",
            "isolation.level",
            "key.deserializer",
            "key.serializer",
            "max.block.ms",
            "max.poll.interval.ms",
            "max.request.size",
            "partition.assignment.strategy",
            "session.timeout.ms",
            "transactional.id",
            "value.deserializer",
            "value.serializer");

    static KafkaSettings of(Settings settings) {
        String url = settings.text("url")
                .orElseThrow(() -> settings.wrong("url", "host:port, or several with commas between them"));
        String prefix = settings.text("prefix", "");
        if (!PREFIX.matcher(prefix).matches()) {
            throw settings.wrong("prefix", "at most 40 letters, digits, dots, hyphens or underscores");
        }
        Settings client = settings.section("client");
        for (String name : client.names()) {
            if (OWN.contains(name)) {
                throw client.wrong(name, "a property that the transport does not set itself");
            }
        }
        return new KafkaSettings(
                url,
                prefix,
                settings.flag("create-topics", true),
                settings.integer("replication", 0, 0, 100),
                settings.duration("retention", Duration.ofDays(7)),
                settings.flag("flush", false),
                settings.duration("session", Duration.ofSeconds(10)),
                settings.duration("handover", Duration.ofSeconds(10)),
                settings.duration("send-timeout", Duration.ofSeconds(10)),
                settings.bytes("buffer-bytes", 32 * MIB, MIB, 1024 * MIB),
                client.all());
    }

    /** How often a member tells that it is alive, and makes sure that it still is one. */
    Duration sign() {
        return session.dividedBy(4);
    }

    /** Without the properties of the clients: they may hold secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[" + url + ", prefix \"" + prefix + "\", client " + client.keySet() + "]";
    }
}
