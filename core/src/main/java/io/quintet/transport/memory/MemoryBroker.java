package io.quintet.transport.memory;

import io.quintet.ConfigurationException;
import io.quintet.log.Replays;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What the instances of one JVM share under one name: channels, call servers, and the registry. */
final class MemoryBroker {
    private static final Map<String, MemoryBroker> BROKERS = new ConcurrentHashMap<>();

    private final Map<String, MemoryChannel> channels = new ConcurrentHashMap<>();
    private final MemoryDeadLetters deadLetters = new MemoryDeadLetters(this::append);
    private final MemoryTimer timer = new MemoryTimer(this::release);
    private final Map<String, CallServer> servers = new ConcurrentHashMap<>();
    private final MemoryBook book = new MemoryBook();

    static MemoryBroker named(String name) {
        return BROKERS.computeIfAbsent(name, unused -> new MemoryBroker());
    }

    MemoryChannel channel(Channel channel, int capacity) {
        MemoryChannel found =
                channels.computeIfAbsent(channel.name(), name -> new MemoryChannel(channel, capacity, deadLetters));
        if (!found.channel().equals(channel)) {
            throw new ConfigurationException("channel " + channel.name() + ": " + channel.shards() + " shards, "
                    + channel.kind() + " (expected: " + found.channel().shards() + ", "
                    + found.channel().kind()
                    + ", as it was first used)");
        }
        return found;
    }

    private CompletableFuture<List<Receipt>> append(String name, List<Message> batch) {
        MemoryChannel channel = channels.get(name);
        if (channel == null) {
            throw Replays.removed(name);
        }
        return CompletableFuture.completedFuture(
                batch.stream().map(channel::append).toList());
    }

    MemoryDeadLetters deadLetters() {
        return deadLetters;
    }

    /** Lets the delayed messages of all channels go that are due; when the next one is. */
    private long release(long now) {
        long next = DelayedMessages.NEVER;
        for (MemoryChannel channel : channels.values()) {
            next = Math.min(next, channel.release(now));
        }
        return next;
    }

    MemoryTimer timer() {
        return timer;
    }

    void remove(Channel channel) {
        channels.remove(channel.name());
    }

    Map<String, CallServer> servers() {
        return servers;
    }

    MemoryBook book() {
        return book;
    }
}
