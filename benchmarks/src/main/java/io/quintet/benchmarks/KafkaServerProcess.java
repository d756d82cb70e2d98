package io.quintet.benchmarks;

import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One KRaft node, controller and broker at once: {@code <directory> <port> <controller's port>}. */
final class KafkaServerProcess {
    private static final int NODE = 1;

    private KafkaServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Children.endWithParent();
        String directory = arguments[0];
        String client = "PLAINTEXT://127.0.0.1:" + arguments[1];
        String controller = "127.0.0.1:" + arguments[2];
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory)
                .setMetadataLogDirectory(directory)
                .setControllerListenerName("CONTROLLER")
                .run();
        KafkaConfig config = new KafkaConfig(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", client + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", client),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory),
                // what a single node must have, and no waiting for more consumers
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false")));
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        server.awaitShutdown();
    }
}
