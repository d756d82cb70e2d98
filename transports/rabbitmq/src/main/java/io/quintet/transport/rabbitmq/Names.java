package io.quintet.transport.rabbitmq;

import io.quintet.message.Channel;

/**
 * What queues and exchanges are called.
 *
 * @param prefix what all begin with
 */
record Names(String prefix) {
    /** That of a channel, which messages come to with the number of their shard as routing key. */
    String exchange(String channel) {
        return prefix + channel;
    }

    /** What the exchange of a channel without any group sends on to. */
    String unclaimed(String channel) {
        return prefix + "_unclaimed." + channel;
    }

    /** Of a shard: that of all who receive point to point, and else of the group that came first. */
    String queue(String channel, int shard) {
        return prefix + channel + "/" + shard;
    }

    /** Of a shard and a group that did not come first. */
    String queue(String channel, int shard, String group) {
        return queue(channel, shard) + "/" + group;
    }

    /** What the owner of a queue leaves to the next one: the last message counts. */
    String state(String queue) {
        return prefix + "_state." + queue.substring(prefix.length());
    }

    /** Which members a group has: its consumers. */
    String members(String firstQueue) {
        return prefix + "_members." + firstQueue.substring(prefix.length());
    }

    /** What is not due. */
    String delayed(String channel) {
        return prefix + "_delayed." + channel;
    }

    /** How many shards there are: an empty queue, in whose arguments it stands. */
    String shards(String channel) {
        return prefix + "_shards." + channel;
    }

    /** Which groups have queues of their own. */
    String groups(Channel channel) {
        return prefix + "_groups." + channel.name();
    }

    /** Which group came first: an empty queue, in whose arguments it stands. */
    String first(Channel channel) {
        return prefix + "_first." + channel.name();
    }

    /** What is declared after other queues, and removed. */
    String written(String id) {
        return prefix + "_written." + id;
    }

    /** What all groups have given up. */
    String dead() {
        return prefix + "_dead";
    }

    /** Belongs to whoever looks at that. */
    String deadLock() {
        return prefix + "_dead.lock";
    }
}
