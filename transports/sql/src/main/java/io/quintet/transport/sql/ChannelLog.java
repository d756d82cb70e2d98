package io.quintet.transport.sql;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel as it is stored. */
final class ChannelLog {
    private final long id;
    private final String name;
    private final int shards;
    private final AtomicInteger keyless = new AtomicInteger();

    ChannelLog(long id, String name, int shards) {
        this.id = id;
        this.name = name;
        this.shards = shards;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    int shards() {
        return shards;
    }

    /** Where a message goes: by its key, or in turn where it has none. */
    int shardOf(Channel channel, Message message) {
        String key = message.key();
        return key != null ? channel.shardOf(key) : Math.floorMod(keyless.getAndIncrement(), shards);
    }
}
