package io.quintet.transport.kafka.server;

import io.quintet.servers.JavaServer;
import io.quintet.servers.Ports;
import io.quintet.servers.ServerChild;
import io.quintet.servers.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka node in a JVM of its own, on ports and in a directory of its own; can be killed and started again.
 *
 * <p>The child JVM has this one's class path.
 */
public final class KafkaServer implements ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static @Nullable KafkaServer shared;

    private final ServerChild child = ServerChild.of("kafka");
    private final Map<String, String> settings;
    private Map<Integer, Integer> doors = Map.of();
    private int port;
    private int controllerPort;

    private KafkaServer(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** The one of all tests of a JVM. */
    public static synchronized KafkaServer shared() {
        KafkaServer server = shared;
        if (server == null) {
            server = start(Map.of());
            server.child.closeAtExit();
            shared = server;
        }
        return server;
    }

    /** One more, with further settings of Kafka's; returns when it can be reached. */
    public static KafkaServer start(Map<String, String> settings) {
        KafkaServer server = new KafkaServer(settings);
        server.child.onFreePorts(port -> {
            server.port = port;
            server.controllerPort = Ports.free();
            server.start();
        });
        return server;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized void start() {
        List<String> arguments =
                new ArrayList<>(List.of(data().toString(), Integer.toString(port), Integer.toString(controllerPort)));
        settings.forEach((setting, value) -> arguments.add(setting + "=" + value));
        listeners().forEach((setting, value) -> arguments.add(setting + "=" + value));
        try {
            Files.createDirectories(data());
            Files.deleteIfExists(KafkaServerProcess.ready(data()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JavaServer.start(child, KafkaServerProcess.class, arguments, this::ready);
    }

    /**
     * Further ports to listen on, by each of which clients are told another port than that, as that of a proxy before it; from the next
     * start on.
     */
    public synchronized void doors(Map<Integer, Integer> toldByPort) {
        doors = new LinkedHashMap<>(toldByPort);
    }

    private Map<String, String> listeners() {
        if (doors.isEmpty()) {
            return Map.of();
        }
        StringBuilder listeners =
                new StringBuilder("PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort);
        StringBuilder advertised = new StringBuilder("PLAINTEXT://" + address());
        StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        doors.forEach((port, told) -> {
            String name = "DOOR" + port;
            listeners.append("," + name + "://127.0.0.1:" + port);
            advertised.append("," + name + "://127.0.0.1:" + told);
            protocols.append("," + name + ":PLAINTEXT");
        });
        return Map.of(
                "listeners",
                listeners.toString(),
                "advertised.listeners",
                advertised.toString(),
                "listener.security.protocol.map",
                protocols.toString(),
                "inter.broker.listener.name",
                "PLAINTEXT");
    }

    /** It listens long before, and tells clients meanwhile that there is no node. */
    private void ready() throws IOException {
        if (!Files.exists(KafkaServerProcess.ready(data()))) {
            throw new IOException("it does not say yet that it is ready");
        }
    }

    private Path data() {
        return child.directory().resolve("data");
    }

    /** Removes all topics but Kafka's own: after a kill it looks through each that there is. */
    public void removeTopics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()))) {
            Set<String> names = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            admin.deleteTopics(names).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not remove its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics are removed", e);
        }
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public Duration processorTime() {
        return child.processorTime();
    }

    @Override
    public void close() {
        child.close();
    }
}
