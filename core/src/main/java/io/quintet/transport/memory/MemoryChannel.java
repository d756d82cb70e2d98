package io.quintet.transport.memory;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel as a log: per shard a list of messages, of which those that all groups have settled are dropped. */
final class MemoryChannel {
    private final Channel channel;
    private final MemoryDeadLetters deadLetters;
    private final ShardLog[] shards;
    private final Map<String, MemoryGroup> groups = new ConcurrentHashMap<>();
    private final DelayedMessages delayed;
    private final AtomicInteger roundRobin = new AtomicInteger();

    MemoryChannel(Channel channel, int capacity, MemoryDeadLetters deadLetters) {
        this.channel = channel;
        this.deadLetters = deadLetters;
        delayed = new DelayedMessages(capacity);
        shards = new ShardLog[channel.shards()];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new ShardLog(Math.max(1, capacity / shards.length));
        }
    }

    Channel channel() {
        return channel;
    }

    ShardLog shard(int index) {
        return shards[index];
    }

    MemoryGroup group(String name) {
        return groups.computeIfAbsent(name, created -> new MemoryGroup(this, created, deadLetters));
    }

    Receipt append(Message message) {
        return appended(message)
                ? Receipt.Accepted.INSTANCE
                : full("full (expected: consumers that keep up, or a higher memory.max-messages)");
    }

    /** Keeps a message until it is due. */
    Receipt delay(Message message) {
        return delayed.add(message)
                ? Receipt.Accepted.INSTANCE
                : full("full of delayed messages (expected: fewer at a time, or a higher memory.max-messages)");
    }

    private Receipt full(String why) {
        return new Receipt.Failed(
                QuintetException.refused(Code.RESOURCE_EXHAUSTED, "channel " + channel.name() + ": " + why));
    }

    /** Appends the delayed messages that are due; when the next is, which may be now where the log is full. */
    long release(long now) {
        return delayed.release(now, this::appended);
    }

    private boolean appended(Message message) {
        String key = message.key();
        int shard = key != null ? channel.shardOf(key) : Math.floorMod(roundRobin.getAndIncrement(), shards.length);
        if (!shards[shard].append(message)) {
            trim(shard);
            if (groups.isEmpty() && channel.kind() == Channel.Kind.PUBLISH_SUBSCRIBE) {
                shards[shard].dropOldest(); // events nobody subscribes to would fill the heap otherwise
            }
            if (!shards[shard].append(message)) {
                return false;
            }
        }
        groups.values().forEach(group -> group.wake(shard));
        return true;
    }

    /** Drops what every group has settled. */
    void trim(int shard) {
        long settled = Long.MAX_VALUE;
        for (MemoryGroup group : groups.values()) {
            settled = Math.min(settled, group.watermark(shard));
        }
        if (!groups.isEmpty()) {
            shards[shard].dropUpTo(settled);
        }
    }
}
