package io.quintet.examples.fooddelivery.demo;

import io.quintet.servers.ServerProcess;
import io.quintet.transport.kafka.server.KafkaServer;
import io.quintet.transport.rabbitmq.server.RabbitServer;
import io.quintet.transport.sql.server.PostgresServer;
import io.quintet.transport.sqs.server.SqsServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What carries the messages of a run: files, nobody but the services, somebody's broker, or a private one that ends with the run. */
final class MessageServer implements AutoCloseable {
    /** Those that {@code --transport} can name. */
    static final List<String> TRANSPORTS = List.of("sql", "postgres", "kafka", "rabbitmq", "sqs", "zeromq");

    private final String transport;
    private final @Nullable String url;
    private final @Nullable ServerProcess own;

    private MessageServer(String transport, @Nullable String url, @Nullable ServerProcess own) {
        this.transport = transport;
        this.url = url;
        this.own = own;
    }

    /** As {@code --transport} and {@code --url} say. */
    static MessageServer of(String transport, @Nullable String url) {
        return new MessageServer(transport, url, url == null ? start(transport) : null);
    }

    private static @Nullable ServerProcess start(String transport) {
        return switch (transport) {
            case "postgres" -> PostgresServer.launch();
            case "kafka" -> KafkaServer.start(Map.of());
            case "rabbitmq" -> RabbitServer.launch();
            case "sqs" -> SqsServer.launch();
            default -> null;
        };
    }

    Carriers carriers(String calls) {
        if (transport.equals("zeromq")) {
            return Carriers.zeromq(calls);
        }
        String carrier = transport.equals("postgres") ? "sql" : transport;
        if (own != null) {
            return Carriers.broker(calls, carrier, own.address(), quick());
        }
        return url == null ? Carriers.files(calls) : Carriers.broker(calls, carrier, url, apart());
    }

    /** What an earlier run has left would look like phantoms. */
    private Map<String, String> apart() {
        String run = UUID.randomUUID().toString().substring(0, 8);
        return transport.equals("postgres") ? Map.of("schema", "demo_" + run) : Map.of("prefix", "demo-" + run + ".");
    }

    /** What a killed service had is free after a moment. */
    private Map<String, String> quick() {
        return switch (transport) {
            case "kafka" -> Map.of("session", "3s");
            // it shares the machine with an emulator that is slow with much in flight
            case "sqs" -> Map.of("visibility", "10s", "poll", "1s", "groups-known-for", "500ms", "in-flight", "6");
            default -> Map.of();
        };
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
