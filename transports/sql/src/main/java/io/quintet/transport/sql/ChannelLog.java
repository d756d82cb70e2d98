package io.quintet.transport.sql;

import io.quintet.message.Channel;
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

    boolean same(ChannelLog other) {
        return id == other.id && shards == other.shards;
    }

    /** A channel with the number of shards that it has here, whatever it was asked for with. */
    Channel splitting(Channel channel) {
        return channel.shards() == shards ? channel : new Channel(channel.name(), channel.kind(), shards);
    }

    /** Where a message without a key goes: in turn. */
    int turn() {
        return keyless.getAndIncrement();
    }
}
