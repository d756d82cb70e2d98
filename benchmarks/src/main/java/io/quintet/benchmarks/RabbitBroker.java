package io.quintet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A RabbitMQ server from the system's package, as a child with ports and directories of its own. */
final class RabbitBroker implements Broker {
    private static final Path LIBRARY = Path.of("/usr/lib/rabbitmq/lib");

    private final Process process;
    private final String address;

    private RabbitBroker(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Fails with {@link Missing} when it is not installed. */
    static RabbitBroker start(Children children) throws IOException, InterruptedException {
        Path server = find();
        Path home = children.directory("rabbitmq-data");
        int port = Children.freePort();
        String names = Integer.toString(Children.freePort());
        // Started here, it can be stopped; else the server would start one that outlives it.
        Process epmd = children.start("epmd", List.of("epmd", "-port", names, "-address", "127.0.0.1"), Map.of());
        Broker.awaitPort(children, "epmd", epmd, Integer.parseInt(names));
        Path plugins = Files.writeString(home.resolve("enabled_plugins"), "[].\n");
        Process process = children.start(
                "rabbitmq",
                List.of(server.toString()),
                Map.ofEntries(
                        Map.entry("HOME", home.toString()),
                        Map.entry("RABBITMQ_NODENAME", "benchmark-" + port + "@localhost"),
                        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(Children.freePort())),
                        Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
                        Map.entry("RABBITMQ_CONF_ENV_FILE", home.resolve("none").toString()),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("ERL_EPMD_PORT", names)));
        Broker.awaitPort(children, "rabbitmq", process, port);
        return new RabbitBroker(process, "amqp://guest:guest@127.0.0.1:" + port);
    }

    private static Path find() throws IOException {
        if (Files.isDirectory(LIBRARY)) {
            try (Stream<Path> versions = Files.list(LIBRARY)) {
                return versions.map(version -> version.resolve("sbin/rabbitmq-server"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(Missing::new);
            }
        }
        throw new Missing();
    }

    /** It is not installed. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing() {
            super("rabbitmq-server not found (expected: apt-get install rabbitmq-server)");
        }
    }

    @Override
    public String create(String channel) {
        return address;
    }

    /** The consumer has removed it. */
    @Override
    public void remove(String channel) {}

    @Override
    public Duration processorTime() {
        return process.descendants()
                .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
