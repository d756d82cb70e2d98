package io.quintet.transport.memory;

import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A subscriber group of a channel: gives each shard to one member, and moves shards when members come and go. */
final class MemoryGroup {
    private final GroupShard[] shards;
    private final List<MemoryMember> members = new ArrayList<>();

    MemoryGroup(MemoryChannel channel, String name, MemoryDeadLetters deadLetters) {
        shards = new GroupShard[channel.channel().shards()];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new GroupShard(channel, i, name, deadLetters);
        }
    }

    synchronized MemoryMember join(int credit, Consumer<Delivery> consumer, ServiceContext context, Duration handover) {
        MemoryMember member = new MemoryMember(this, credit, consumer, context, handover);
        members.add(member);
        rebalance();
        return member;
    }

    synchronized void leave(MemoryMember member) {
        if (members.remove(member)) {
            rebalance();
        }
    }

    private void rebalance() {
        for (int i = 0; i < shards.length; i++) {
            shards[i].assign(members.isEmpty() ? null : members.get(i % members.size()));
        }
    }

    void wake(int shard) {
        shards[shard].wake();
    }

    long watermark(int shard) {
        return shards[shard].watermark();
    }

    /** There is room again on a member: lets all its shards read on. */
    void wakeAll(MemoryMember member) {
        for (GroupShard shard : shards) {
            shard.wakeIfOwnedBy(member);
        }
    }
}
