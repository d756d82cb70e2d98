package io.quintet.benchmarks;

import java.time.Duration;

/**
 * Two stores for each channel: one is the sender's own database, the other the channel's; the address names both.
 *
 * @param database where the outbox is
 * @param messages where the channel is
 */
record OutboxBroker(Broker database, Broker messages) implements Broker {
    @Override
    public String create(String channel) throws Exception {
        return database.create(outbox(channel)) + " " + messages.create(channel);
    }

    @Override
    public void remove(String channel) throws Exception {
        database.remove(outbox(channel));
        messages.remove(channel);
    }

    private static String outbox(String channel) {
        return channel + "-outbox";
    }

    @Override
    public Duration processorTime() {
        return messages.processorTime();
    }
}
