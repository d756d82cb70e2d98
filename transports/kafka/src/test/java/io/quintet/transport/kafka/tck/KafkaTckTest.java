package io.quintet.transport.kafka.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.Server;
import io.quintet.tck.TransportTck;
import io.quintet.transport.kafka.KafkaTransportProvider;
import io.quintet.transport.kafka.server.KafkaServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The kafka transport passes on a real Kafka. */
class KafkaTckTest extends TransportTck {
    private final KafkaServer kafka = KafkaServer.shared();
    private final AtomicInteger stores = new AtomicInteger();

    @Override
    protected TransportProvider provider() {
        return new KafkaTransportProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        kafka.removeTopics(); // those of the scenario before
        return Map.of(
                "url",
                kafka.address(),
                "prefix",
                "tck" + stores.incrementAndGet() + ".",
                "session",
                "2s",
                "client.fetch.max.wait.ms", // for so long a client that closes waits for what it has asked for
                "50");
    }

    @Override
    protected Optional<Server> server() {
        return Optional.of(new Server() {
            @Override
            public void stop() {
                kafka.kill();
            }

            @Override
            public void start() {
                kafka.start();
            }
        });
    }
}
