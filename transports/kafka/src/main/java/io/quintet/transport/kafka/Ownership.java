package io.quintet.transport.kafka;

import io.quintet.message.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that Kafka has given to a member. For the member's thread, but for {@link #shards}. */
final class Ownership implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> kafka;
    private final Topics topics;
    private final Channel channel;
    private final GroupMember member;
    private final Map<TopicPartition, OwnedShard> owned = new ConcurrentHashMap<>();

    /** Given, but it is not known yet from where on. */
    private final Set<TopicPartition> fresh = new HashSet<>();

    Ownership(KafkaConsumer<byte[], byte[]> kafka, Topics topics, Channel channel, GroupMember member) {
        this.kafka = kafka;
        this.topics = topics;
        this.channel = channel;
        this.member = member;
    }

    /** From any thread. */
    Collection<OwnedShard> shards() {
        return owned.values();
    }

    @Nullable
    OwnedShard shard(TopicPartition partition) {
        return owned.get(partition);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        kafka.pause(partitions);
        fresh.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        List<OwnedShard> going = of(partitions);
        member.handOver(going);
        forget(going);
        partitions.forEach(fresh::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        List<OwnedShard> gone = of(partitions);
        gone.forEach(OwnedShard::revoke);
        forget(gone);
        partitions.forEach(fresh::remove);
    }

    private List<OwnedShard> of(Collection<TopicPartition> partitions) {
        List<OwnedShard> shards = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OwnedShard shard = owned.get(partition);
            if (shard != null) {
                shards.add(shard);
            }
        }
        return shards;
    }

    void forget(Collection<OwnedShard> shards) {
        List.copyOf(shards).forEach(shard -> owned.remove(shard.partition(), shard));
    }

    /** Revokes all that is owned: whether it still is has to be asked anew. */
    void startAnew() {
        onPartitionsLost(List.copyOf(owned.keySet()));
        onPartitionsAssigned(kafka.assignment());
    }

    /** Finds out from where on to read what was given since the last call. */
    void position() {
        if (fresh.isEmpty()) {
            return;
        }
        Topic topic = topics.reopen(channel);
        Map<TopicPartition, OffsetAndMetadata> committed = kafka.committed(fresh);
        Map<TopicPartition, Long> first = kafka.beginningOffsets(fresh);
        for (TopicPartition partition : List.copyOf(fresh)) {
            position(topic, partition, committed.get(partition), first.getOrDefault(partition, 0L));
        }
    }

    private void position(Topic topic, TopicPartition partition, @Nullable OffsetAndMetadata committed, long first) {
        Progress left = committed == null ? null : Progress.decode(committed.metadata());
        long token = System.currentTimeMillis(); // rises also where Kafka has forgotten the group in the meantime
        if (left != null) {
            token = Math.max(token, left.token() + 1);
        }
        boolean anew = left != null && !left.topic().equals(topic.id()); // the topic, since then
        long offset = committed == null || anew ? first : Math.max(first, committed.offset());
        Progress goesOn = left != null && !anew
                ? new Progress(topic.id(), token, left.handedOut(), left.givenBack(), left.failed())
                : new Progress(topic.id(), token, 0, true, Map.of());
        kafka.seek(partition, offset);
        fresh.remove(partition);
        member.took(owned, member.shard(partition, offset, goesOn));
    }
}
