package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends numbered messages of its own keys, without waiting for receipts in between. */
final class Producer {
    private final Lab lab;
    private final MessageTransport transport;
    private final Channel channel;
    private final List<String> keys;
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final List<CompletableFuture<List<Receipt>>> receipts = new ArrayList<>();

    Producer(Lab lab, MessageTransport transport, Channel channel, List<String> keys) {
        this.lab = lab;
        this.transport = transport;
        this.channel = channel;
        this.keys = keys;
        keys.forEach(key -> sent.put(key, 0));
    }

    /** One more message of each key, in batches of a few. */
    void round() {
        List<Message> batch = new ArrayList<>();
        for (String key : keys) {
            int number = sent.merge(key, 1, Integer::sum) - 1;
            batch.add(History.message(key, number));
            if (batch.size() == 7) {
                receipts.add(transport.send(channel, batch));
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            receipts.add(transport.send(channel, batch));
        }
    }

    /** Waits until everything was accepted; how many messages there are by key. */
    Map<String, Integer> accepted() {
        receipts.forEach(
                future -> assertThat(lab.await("receipts", future)).allMatch(Receipt.Accepted.class::isInstance));
        return sent;
    }

    int count() {
        return sent.values().stream().mapToInt(Integer::intValue).sum();
    }
}
