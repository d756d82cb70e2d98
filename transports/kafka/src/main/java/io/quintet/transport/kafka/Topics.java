package io.quintet.transport.kafka;

import io.quintet.ConfigurationException;
import io.quintet.message.Channel;
import io.quintet.message.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;

/**
 * The topics of channels, and those of dead letters: created when they are first used, or verified where that is not allowed. Safe for
 * use by many threads; may block as long as Kafka takes to answer.
 */
final class Topics {
    /** Payload and headers of the largest message, and what Kafka adds. */
    static final int MOST_MESSAGE_BYTES =
            KafkaTransportProvider.GUARANTEES.maxMessageBytes() + Headers.MAX_BYTES + 64 * 1024;

    /** The same with reason and attempts. */
    static final int MOST_LETTER_BYTES = MOST_MESSAGE_BYTES + 128 * 1024;

    /** No contract can have a name with an underscore. */
    private static final String LETTERS = "_dead.";

    private static final String DELAYED = "_delayed";

    private final TopicAdmin admin;
    private final KafkaSettings settings;
    private final Map<String, Topic> known = new ConcurrentHashMap<>();

    Topics(TopicAdmin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** The topic of a channel; a {@link ConfigurationException} where it is not as the channel asks for. */
    Topic open(Channel channel) {
        String name = name(channel);
        Topic topic = known.get(name);
        if (topic == null) {
            topic = opened(name, channel.shards(), messages(), false);
        }
        if (topic.partitions() != channel.shards()) {
            throw new ConfigurationException("channel " + channel.name() + ": " + channel.shards()
                    + " shards (expected: " + topic.partitions() + ", the partitions of topic " + name + ")");
        }
        return topic;
    }

    private String name(Channel channel) {
        return settings.prefix().isEmpty() ? channel.name() : settings.prefix() + channel.name();
    }

    /** The same as Kafka says at this moment: it may have been removed and created anew. */
    Topic reopen(Channel channel) {
        forget(name(channel));
        return open(channel);
    }

    /** The next time it is opened, Kafka is asked for it. */
    void forget(String topic) {
        known.remove(topic);
    }

    /** The topic of the dead letters of a group. */
    Topic openLetters(String group) {
        String name = settings.prefix() + LETTERS + group;
        Topic topic = known.get(name);
        return topic != null ? topic : opened(name, 1, letters(), true);
    }

    /** The topic of the messages of all channels that are not due. */
    Topic openDelayed() {
        String name = delayed();
        Topic topic = known.get(name);
        return topic != null ? topic : opened(name, 1, letters(), true);
    }

    /** Its name. */
    String delayed() {
        return settings.prefix() + DELAYED;
    }

    /** Whether messages can be held back. */
    boolean holdsBack() {
        return settings.createTopics() || find(delayed()).isPresent();
    }

    /** The dead letters of a group if there ever were any. */
    Optional<Topic> findLetters(String group) {
        return find(settings.prefix() + LETTERS + group);
    }

    /** The groups that have a topic for dead letters. */
    List<String> groupsWithLetters() {
        String start = settings.prefix() + LETTERS;
        return answered("topics", () -> admin.names()).stream()
                .filter(name -> name.startsWith(start))
                .map(name -> name.substring(start.length()))
                .sorted()
                .toList();
    }

    /** The channel of a name, if there is one. */
    Optional<Channel> channel(String name) {
        return findOf(name).map(topic -> new Channel(name, Channel.Kind.POINT_TO_POINT, topic.partitions()));
    }

    /** The topic of a channel by its name, if there is one. */
    Optional<Topic> findOf(String channel) {
        return find(settings.prefix() + channel);
    }

    private Optional<Topic> find(String name) {
        return answered(
                "topic " + name,
                () -> Optional.ofNullable(admin.describe(name))
                        .map(found -> new Topic(
                                name, found.topicId(), found.partitions().size(), Integer.MAX_VALUE)));
    }

    /** Removes a channel's topic, where the transport may. */
    void remove(Channel channel) {
        String name = name(channel);
        if (settings.createTopics()) {
            answered("topic " + name, () -> {
                admin.remove(name);
                return true;
            });
        }
        known.remove(name);
    }

    private Topic opened(String name, int partitions, Map<String, String> config, boolean compacted) {
        Topic topic = answered("topic " + name, () -> {
            TopicDescription found = admin.describe(name);
            if (found == null) {
                if (!settings.createTopics()) {
                    throw new ConfigurationException("topic " + name + ": absent (expected: there, with " + partitions
                            + " partitions, for kafka.create-topics is false)");
                }
                found = admin.create(name, partitions, settings.replication(), config);
            }
            admin.awaitLeaders(found);
            return verified(found, compacted);
        });
        known.put(name, topic);
        return topic;
    }

    private Topic verified(TopicDescription found, boolean compacted) {
        int replicas = found.partitions().getFirst().replicas().size();
        if (replicas < settings.replication()) {
            throw new ConfigurationException("topic " + found.name() + ": " + replicas
                    + " replicas (expected: at least " + settings.replication() + ", as kafka.replication says)");
        }
        Map<String, String> config = admin.config(found.name());
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        String expected = compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
        if (policy != null && !policy.equals(expected)) {
            throw new ConfigurationException("topic " + found.name() + ": " + TopicConfig.CLEANUP_POLICY_CONFIG + " is "
                    + policy + " (expected: " + expected + ")");
        }
        String most = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        return new Topic(
                found.name(),
                found.topicId(),
                found.partitions().size(),
                most == null ? Integer.MAX_VALUE : Integer.parseInt(most));
    }

    private Map<String, String> messages() {
        Map<String, String> config = common(MOST_MESSAGE_BYTES, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(settings.retention().toMillis()));
        return config;
    }

    private Map<String, String> letters() {
        Map<String, String> config = common(MOST_LETTER_BYTES, TopicConfig.CLEANUP_POLICY_COMPACT);
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"); // when it was given up
        return config;
    }

    private Map<String, String> common(int mostBytes, String policy) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, policy);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(mostBytes));
        if (settings.flush()) {
            config.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
        }
        if (settings.replication() > 2) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.replication() / 2 + 1));
        }
        return config;
    }

    private static <T> T answered(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (ApiException e) {
            throw KafkaErrors.of(e, what, true);
        }
    }
}
