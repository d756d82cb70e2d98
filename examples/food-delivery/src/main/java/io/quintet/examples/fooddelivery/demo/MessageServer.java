package io.quintet.examples.fooddelivery.demo;

import io.quintet.transport.kafka.server.KafkaServer;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What carries the messages of a run: files, nobody but the services, somebody's Kafka, or a private one that ends with the run. */
final class MessageServer implements AutoCloseable {
    private final String transport;
    private final @Nullable String url;
    private final @Nullable KafkaServer own;

    private MessageServer(String transport, @Nullable String url, @Nullable KafkaServer own) {
        this.transport = transport;
        this.url = url;
        this.own = own;
    }

    /** As {@code --transport} and {@code --url} say. */
    static MessageServer of(String transport, @Nullable String url) {
        return new MessageServer(
                transport, url, transport.equals("kafka") && url == null ? KafkaServer.start(Map.of()) : null);
    }

    Carriers carriers(String calls) {
        if (transport.equals("zeromq")) {
            return Carriers.zeromq(calls);
        }
        if (own != null) {
            // a killed service's partitions are free after a moment
            return Carriers.kafka(calls, own.address(), Map.of("session", "3s"));
        }
        return url == null
                ? Carriers.files(calls)
                // what an earlier run has left would look like phantoms
                : Carriers.kafka(
                        calls,
                        url,
                        Map.of("prefix", "demo-" + UUID.randomUUID().toString().substring(0, 8) + "."));
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
