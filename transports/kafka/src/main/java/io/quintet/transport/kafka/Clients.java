package io.quintet.transport.kafka;

import io.quintet.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka's clients; the one place that knows what of theirs the transport's promises rest on. */
class Clients {
    /** How many messages a member takes out of what was fetched at a time. */
    static final int BATCH = 512;

    private static final int FETCH_BYTES = 8 * 1024 * 1024;
    private static final int BATCH_BYTES = 128 * 1024;
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration POLL_SLACK = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final Map<String, Object> common = new HashMap<>();

    Clients(KafkaSettings settings, String instance) {
        this.settings = settings;
        common.put(CommonClientConfigs.CLIENT_ID_CONFIG, instance);
        common.putAll(settings.client());
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.url());
    }

    KafkaProducer<byte[], byte[]> producer() {
        return producer(writing());
    }

    /** For transactions, of which those of the last one that was made with the id count. */
    KafkaProducer<byte[], byte[]> transactional(String id) {
        Map<String, Object> config = writing();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        config.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                millis(settings.sendTimeout().plus(ANSWER)));
        return producer(config);
    }

    private Map<String, Object> writing() {
        Map<String, Object> config = new HashMap<>(common);
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // what comes while a request is under way goes together in the next one: nothing waits, and Kafka has fewer
        config.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MOST_LETTER_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) settings.bufferBytes());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.sendTimeout().toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(settings.sendTimeout()));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(answer()));
        return config;
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> config) {
        return made(() -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** For a member of a group. */
    KafkaConsumer<byte[], byte[]> member(String group) {
        return consumer(membership(group));
    }

    /** The properties of a member's client. */
    final Map<String, Object> membership(String group) {
        Map<String, Object> config = reading();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic"); // of the newer one the server sets the session
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(settings.session()));
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(settings.sign()));
        config.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                millis(settings.handover().plus(settings.session()).plus(POLL_SLACK)));
        return config;
    }

    /** For who reads by himself. */
    KafkaConsumer<byte[], byte[]> reader() {
        return consumer(reading());
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return made(() -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    private Map<String, Object> reading() {
        Map<String, Object> config = new HashMap<>(common);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"); // for what others write in transactions
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(ANSWER));
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(ANSWER));
        return config;
    }

    Admin admin() {
        Map<String, Object> config = new HashMap<>(common);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(answer()));
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(settings.sendTimeout()));
        // while no node can be reached, one that goes back to the first addresses does so without a pause
        config.putIfAbsent(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        return made(() -> Admin.create(config));
    }

    private Duration answer() {
        return settings.sendTimeout().compareTo(ANSWER) < 0 ? settings.sendTimeout() : ANSWER;
    }

    private static int millis(Duration time) {
        return Math.toIntExact(time.toMillis());
    }

    private static <T> T made(Supplier<T> making) {
        try {
            return making.get();
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigurationException(
                    "kafka: " + cause.getMessage() + " (expected: settings that Kafka's client takes)", e);
        }
    }
}
