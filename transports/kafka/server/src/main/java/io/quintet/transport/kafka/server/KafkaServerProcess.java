package io.quintet.transport.kafka.server;

import io.quintet.servers.JavaServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One KRaft node, controller and broker at once: {@code <directory> <port> <controller's port> [<setting>=<value> …]}; goes on with what
 * the directory holds, and ends with its parent, whose pipe to standard input must stay open.
 */
public final class KafkaServerProcess {
    private static final int NODE = 1;

    private KafkaServerProcess() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws Exception {
        JavaServer.endWithParent();
        String directory = arguments[0];
        String client = "PLAINTEXT://127.0.0.1:" + arguments[1];
        String controller = "127.0.0.1:" + arguments[2];
        if (!Files.exists(Path.of(directory, "meta.properties"))) {
            format(directory);
        }
        Map<String, String> config = new HashMap<>(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", client + ",CONTROLLER://" + controller),
                Map.entry("advertised.listeners", client),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory),
                // what a single node must have, no waiting for more consumers, and sessions as short as they like
                Map.entry("group.min.session.timeout.ms", "200"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                // after a kill every index is written anew
                Map.entry("log.index.size.max.bytes", "1048576"),
                // after a kill it waits until the one before it counts as dead, which is 9 s unless told
                Map.entry("broker.session.timeout.ms", "2000"),
                Map.entry("broker.heartbeat.interval.ms", "300"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false")));
        for (String setting : List.of(arguments).subList(3, arguments.length)) {
            int equals = setting.indexOf('=');
            config.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        server.startup();
        Files.createFile(ready(Path.of(directory)));
        server.awaitShutdown();
    }

    /** Is there once clients are served from the directory. */
    static Path ready(Path directory) {
        return directory.resolveSibling("ready");
    }

    private static void format(String directory) throws Exception {
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory)
                .setMetadataLogDirectory(directory)
                .setControllerListenerName("CONTROLLER")
                .run();
    }
}
