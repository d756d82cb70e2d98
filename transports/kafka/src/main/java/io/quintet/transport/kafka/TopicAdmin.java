package io.quintet.transport.kafka;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka for topics and waits for the answer; failures are Kafka's own. Safe for use by many threads. */
final class TopicAdmin implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final Duration patience;

    TopicAdmin(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /** Whether Kafka answers; a Kafka that does not yet may still come. */
    boolean reached(Duration within) {
        try {
            admin.describeCluster().nodes().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Null where there is none. */
    @Nullable
    TopicDescription describe(String name) {
        try {
            return answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
        } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
            return null;
        }
    }

    Set<String> names() {
        return answer(admin.listTopics().names());
    }

    /** What is set for a topic, defaults included; nothing where this client may not know. */
    Map<String, String> config(String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            Config found = answer(admin.describeConfigs(List.of(topic)).all()).get(topic);
            return found == null
                    ? Map.of()
                    : found.entries().stream()
                            .filter(entry -> entry.value() != null)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
        } catch (AuthorizationException e) {
            return Map.of();
        }
    }

    /** Returns when it can be used; somebody else may be quicker. {@code replication} 0 is Kafka's own default. */
    TopicDescription create(String name, int partitions, int replication, Map<String, String> config) {
        NewTopic topic = new NewTopic(
                name, Optional.of(partitions), replication == 0 ? Optional.empty() : Optional.of((short) replication));
        try {
            answer(admin.createTopics(List.of(topic.configs(config))).all());
        } catch (TopicExistsException e) {
            // by another instance, at the same time
        }
        TopicDescription created = await(
                name, found -> found != null && found.partitions().stream().allMatch(each -> each.leader() != null));
        if (created == null) {
            throw new TimeoutException("topic " + name + ": not there after " + patience);
        }
        return created;
    }

    /**
     * Returns when all its leaders answer. A producer that is quicker may get its second batch accepted before its first, and the first then
     * never: a log that knows nothing of a producer takes any of its sequences.
     */
    void awaitLeaders(TopicDescription topic) {
        answer(admin.listOffsets(topic.partitions().stream()
                        .collect(Collectors.toMap(
                                each -> new TopicPartition(topic.name(), each.partition()),
                                each -> OffsetSpec.earliest())))
                .all());
    }

    /** Returns when it is gone: whoever asks for it from now on does not get the old one. */
    void remove(String name) {
        TopicDescription old = describe(name);
        if (old == null) {
            return;
        }
        try {
            answer(admin.deleteTopics(List.of(name)).all());
        } catch (UnknownTopicOrPartitionException e) {
            return;
        }
        await(name, found -> found == null || !found.topicId().equals(old.topicId()));
    }

    private @Nullable TopicDescription await(String name, Predicate<@Nullable TopicDescription> condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        TopicDescription found = describe(name);
        while (!condition.test(found)) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("topic " + name + ": Kafka's nodes do not agree after " + patience);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            found = describe(name);
        }
        return found;
    }

    private <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS); // its own timeout comes first
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("no answer after " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.concluded(Code.CANCELLED, FailureMode.OMISSION, "kafka: interrupted")
                    .causedBy(e);
        }
    }

    @Override
    public void close() {
        admin.close(END_PATIENCE);
    }
}
