package io.quintet.benchmarks;

import io.quintet.servers.Ports;
import io.quintet.transport.kafka.server.KafkaServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka broker in a JVM of its own. */
final class KafkaBroker implements Broker {
    private static final int PARTITIONS = 8; // as many as the SQLite channel has shards

    private final Process process;
    private final String address;

    private KafkaBroker(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static KafkaBroker start(Children children) throws IOException, InterruptedException {
        int port = Ports.free();
        Process process = children.java(
                "kafka",
                ClassPath.own(),
                KafkaServerProcess.class,
                "1g",
                children.directory("kafka-data").toString(),
                Integer.toString(port),
                Integer.toString(Ports.free()));
        Broker.awaitPort(children, "kafka", process, port);
        return new KafkaBroker(process, "127.0.0.1:" + port);
    }

    /** A broker of the same process whose channels are forced to disk with every batch, as Quintet's and RabbitMQ's are. */
    Broker syncing() {
        return new Broker() {
            @Override
            public String create(String channel) throws Exception {
                return KafkaBroker.this.create(channel, Map.of("flush.messages", "1"));
            }

            @Override
            public void remove(String channel) throws Exception {
                KafkaBroker.this.remove(channel);
            }

            @Override
            public Duration processorTime() {
                return KafkaBroker.this.processorTime();
            }
        };
    }

    @Override
    public String create(String channel) throws ExecutionException, InterruptedException {
        return create(channel, Map.of());
    }

    private String create(String channel, Map<String, String> settings)
            throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            NewTopic topic = new NewTopic(channel, PARTITIONS, (short) 1).configs(settings);
            admin.createTopics(List.of(topic)).all().get();
        }
        return address;
    }

    @Override
    public void remove(String channel) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(channel)).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address));
    }

    @Override
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
